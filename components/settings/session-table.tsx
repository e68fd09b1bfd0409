import type { SessionInfo } from '#lib/domain/access.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { agentWords } from './access-words.ts';
import { type Column, DataTable } from './data-table.tsx';

const COLUMNS: Column<SessionInfo>[] = [
  {
    head: 'Signed in',
    track: 'minmax(0,2fr)',
    cell: ({ openedAt, current }) => (
      <>
        <TimeText at={openedAt} mode="full" />
        {current ? (
          <span className="ml-2 rounded-chip bg-ok-soft px-1.5 text-micro font-medium text-ok">this one</span>
        ) : null}
      </>
    ),
  },
  {
    head: 'Browser',
    track: 'minmax(0,2fr)',
    cell: ({ agent }) => <Untrusted text={agentWords(agent) ?? '–'} title={agent ?? undefined} />,
  },
  {
    head: 'From',
    track: 'minmax(0,1.5fr)',
    cell: ({ address }) => <span className="font-mono text-meta">{address ?? '–'}</span>,
  },
  { head: 'Ends', track: 'minmax(0,2fr)', cell: ({ endsAt }) => <TimeText at={endsAt} mode="full" /> },
];

/** Sessions that are open. */
export function SessionTable({ sessions }: { sessions: readonly SessionInfo[] }) {
  return <DataTable label="Sessions" columns={COLUMNS} rows={sessions} keyOf={({ id }) => id} />;
}
