'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useParams } from 'next/navigation';
import { openOptions, openText } from '#lib/client/open-query.ts';
import { isKey, shortId } from '#lib/domain/ids.ts';
import { Untrusted } from '../ui/bidi.tsx';

/** The ids of an address that leads to nothing, what looks wrong with them, and where they do lead. */
export function MissingId() {
  const { key, thread } = useParams<{ key?: string; thread?: string }>();
  const given = key ?? thread;
  const ids = given !== undefined && isKey(given) ? given.split('.') : [];
  const { data } = useQuery(openOptions(openText(ids.join('/'))));
  if (ids.length === 0) return null;
  return (
    <>
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
      {data?.problem ? (
        <p className="mt-2">
          <Untrusted text={data.problem} />
        </p>
      ) : null}
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
