'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useParams } from 'next/navigation';
import type { ReactNode } from 'react';
import { openOptions, openText } from '#lib/client/open-query.ts';
import { isKey, shortId } from '#lib/domain/ids.ts';
import { Untrusted } from '../ui/bidi.tsx';

/**
 * What an address that leads to nothing asked for, what looks wrong with its id, else `children`, and where it does lead.
 * @param said what is wrong with its source, which is said instead of what is wrong with its id.
 */
export function MissingId({ said, children }: { said?: ReactNode; children?: ReactNode }) {
  const { key, thread } = useParams<{ key?: string; thread?: string }>();
  const given = key ?? thread;
  const ids = given !== undefined && isKey(given) ? given.split('.') : [];
  const { data } = useQuery(openOptions(openText(ids.join('/'))));
  const more = withoutId(data?.problem ?? '');
  return (
    <>
      {said ?? (
        <>
          {ids.length === 0 ? null : <Asked ids={ids} />}
          <p className="mt-2">{more === '' ? children : <Untrusted text={more} />}</p>
        </>
      )}
      {data?.items.length ? (
        <ul aria-label="Found elsewhere" className="mt-2 grid justify-items-center gap-1">
          {data.items.map(({ href, id, label }) => (
            <li key={href}>
              <Link
                href={href}
                prefetch={false}
                className="inline-flex min-h-6 items-center text-accent hover:underline"
              >
                <Untrusted text={`${shortId(id)}, ${label}`} />
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function Asked({ ids }: { ids: string[] }) {
  return (
    <p>
      The source has nothing under{' '}
      {ids.toReversed().map((id, i) => (
        <span key={id}>
          {i === 0 ? '' : ' in '}
          <span className="font-mono text-meta text-ink">
            <Untrusted text={id} />
          </span>
        </span>
      ))}
      .
    </p>
  );
}

/** A problem without its first sentence where that only says again that nothing has the id. */
function withoutId(problem: string): string {
  return problem.replace(/^(?:Nothing|No source) has [^.]*\.\s*/, '');
}
