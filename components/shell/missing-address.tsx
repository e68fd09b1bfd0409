import Link from 'next/link';
import type { ReactNode } from 'react';
import { settingsRoute } from '#lib/contract/settings-routes.ts';
import { MissingIdLater } from '../omnibox/missing-id-later.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { NotFoundMessage } from './not-found-message.tsx';

interface Named {
  id: string;
  name: string;
}

/**
 * Says that a run or thread is not there, and why that may be. `missing`: there is no such source; `others` are those there are,
 * null where they are many.
 */
export function MissingAddress({
  title,
  missing,
  children,
}: {
  title: string;
  missing: { id: string; others: Named[] | null } | null;
  children: ReactNode;
}) {
  return (
    <NotFoundMessage title={missing ? 'No source with this ID' : title}>
      <MissingIdLater said={missing ? <NoSource {...missing} /> : undefined}>{children}</MissingIdLater>
    </NotFoundMessage>
  );
}

function NoSource({ id, others }: { id: string; others: Named[] | null }) {
  return (
    <>
      <p>
        No source <Id id={id} /> is configured here, and nothing of it is kept under this ID.
      </p>
      {others?.length ? (
        <>
          <p className="mt-2">{others.length === 1 ? 'There is one source:' : 'There are these sources:'}</p>
          <ul aria-label="Sources here" className="flex flex-wrap justify-center gap-x-3">
            {others.map((other) => (
              <li key={other.id}>
                <Untrusted text={other.name} /> {other.name === other.id ? null : <Id id={other.id} />}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="mt-2">
        <Link
          href={settingsRoute('sources')}
          prefetch={false}
          className="inline-flex min-h-6 items-center text-accent hover:underline pointer-coarse:min-h-11"
        >
          All sources
        </Link>
      </p>
    </>
  );
}

function Id({ id }: { id: string }) {
  return (
    <span className="font-mono text-meta text-ink">
      <Untrusted text={id} />
    </span>
  );
}
