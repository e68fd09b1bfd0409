import Link from 'next/link';
import { routes } from '#lib/contract/routes.ts';
import type { AuditEntry } from '#lib/domain/audit.ts';
import { shortId } from '#lib/domain/ids.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { ACTION_WORDS, outcomeWords } from './audit-words.ts';
import { type Column, DataTable } from './data-table.tsx';

const COLUMNS: Column<AuditEntry>[] = [
  { head: 'When', track: '170px', cell: ({ at }) => <TimeText at={at} mode="full" /> },
  { head: 'Who', track: 'minmax(0,1.3fr)', cell: ({ who }) => <Untrusted text={who} className="font-medium" /> },
  { head: 'What', track: 'minmax(0,2.6fr)', cell: (entry) => <What entry={entry} /> },
  {
    head: 'From',
    track: 'minmax(0,1fr)',
    cell: ({ address }) => <span className="font-mono text-meta text-ink-2">{address ?? '–'}</span>,
  },
  {
    head: 'Outcome',
    track: 'minmax(0,1fr)',
    cell: ({ outcome }) =>
      outcome === null ? (
        <span className="text-ok">done</span>
      ) : (
        <span className="text-fail" title={outcome}>
          <Untrusted text={outcomeWords(outcome)} />
        </span>
      ),
  },
];

/** Entries of the trail, newest first. */
export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  return <DataTable label="Audit trail" columns={COLUMNS} rows={entries} keyOf={({ id }) => id} />;
}

/** What was done, to which run or source, and with what. Names are of others, so they are kept apart. */
function What({ entry: { action, source, key, what } }: { entry: AuditEntry }) {
  return (
    <>
      {ACTION_WORDS[action]}
      {source !== null && key !== null ? (
        <>
          {' '}
          <Link
            href={routes.run(source, key)}
            prefetch={false}
            title={`${source} ${key}`}
            className="font-mono text-meta tracking-[-0.02em] text-accent underline-offset-2 hover:underline"
          >
            <Untrusted text={shortId(key.split('.').at(-1) ?? key)} />
          </Link>
        </>
      ) : source === null ? null : (
        <>
          {' '}
          <Untrusted text={source} className="font-mono text-meta" />
        </>
      )}
      {what === null ? null : (
        <>
          {' '}
          <Untrusted text={what} className="text-meta text-ink-2" />
        </>
      )}
    </>
  );
}
