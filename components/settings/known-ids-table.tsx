import Link from 'next/link';
import { routes } from '#lib/contract/routes.ts';
import { shortId } from '#lib/domain/ids.ts';
import { type KnownId, type KnownKind, MOST_COUNTED, WAY_WORDS } from '#lib/domain/known-id.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { CopyableId } from '../ui/copyable-id.tsx';
import { formatCount } from '../ui/format.ts';
import { TimeText } from '../ui/time-text.tsx';
import { type Column, DataTable } from './data-table.tsx';

const WAY: Column<KnownId>[] = [
  {
    head: 'Came by',
    track: 'minmax(0,1.4fr)',
    cell: ({ way, goneAt }) => (
      <>
        {WAY_WORDS[way]}
        {goneAt === null ? null : <span className="block text-meta text-ink-2">no longer at the source</span>}
      </>
    ),
  },
  { head: 'First seen', track: '92px', cell: ({ firstSeen }) => <TimeText at={firstSeen} mode="ago" /> },
  { head: 'Last seen', track: '92px', cell: ({ lastSeen }) => <TimeText at={lastSeen} mode="ago" /> },
];
const COLUMNS: Record<KnownKind, Column<KnownId>[]> = {
  run: [
    {
      head: 'Run',
      track: 'minmax(0,2.4fr)',
      cell: ({ source, id, key }) => <IdLink id={id} href={routes.run(source, key ?? id)} />,
    },
    {
      head: 'Thread',
      track: 'minmax(0,1.3fr)',
      cell: ({ source, threadId }) =>
        threadId === null ? (
          '–'
        ) : (
          <IdLink id={threadId} display={shortId(threadId)} href={routes.thread(source, threadId)} />
        ),
    },
    ...WAY,
  ],
  thread: [
    {
      head: 'Thread',
      track: 'minmax(0,2.4fr)',
      cell: ({ source, id }) => <IdLink id={id} href={routes.thread(source, id)} />,
    },
    { head: 'Runs', track: 'minmax(0,0.7fr)', cell: ({ runs }) => countWords(runs) },
    ...WAY,
  ],
};

/** Ids with what leads to them: a run to its page, a thread to its own. */
export function KnownIdsTable({ ids }: { ids: readonly KnownId[] }) {
  // Those of the other kind stand until the wanted ones are read.
  const kind = ids[0]?.kind ?? 'run';
  return (
    <DataTable
      label={kind === 'run' ? 'Known runs' : 'Known threads'}
      columns={COLUMNS[kind]}
      rows={ids}
      keyOf={({ id, key }) => key ?? id}
    />
  );
}

function IdLink({ id, display = id, href }: { id: string; display?: string; href: string }) {
  const link = (
    <Link
      href={href}
      prefetch={false}
      title={display === id ? undefined : id}
      className="min-w-0 text-accent underline-offset-2 wrap-anywhere hover:underline"
    >
      <Untrusted text={display} />
    </Link>
  );
  return <CopyableId id={id} display={display} link={link} />;
}

function countWords(runs: number | null): string {
  if (runs === null) return '–';
  return runs < MOST_COUNTED ? formatCount(runs) : `${formatCount(MOST_COUNTED)} or more`;
}
