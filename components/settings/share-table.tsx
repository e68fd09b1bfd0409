'use client';

import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { refreshShares, revokeShare } from '#lib/client/share-queries.ts';
import { routes } from '#lib/contract/routes.ts';
import { shortId } from '#lib/domain/ids.ts';
import type { Share, ShareState } from '#lib/domain/share.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { formatCount, formatCountOf } from '../ui/format.ts';
import { TimeText } from '../ui/time-text.tsx';
import { toast } from '../ui/toast.ts';
import { ConfirmButton } from './confirm-dialog.tsx';
import { type Column, DataTable } from './data-table.tsx';

const OVER: Record<Exclude<ShareState, 'active'>, string> = {
  expired: 'Expired',
  revoked: 'Revoked',
  used_up: 'Used up',
};

const OWNER: Column<Share> = { head: 'By', track: 'minmax(0,1fr)', cell: ({ owner }) => <Untrusted text={owner} /> };

const COLUMNS: readonly Column<Share>[] = [
  {
    head: 'Run',
    track: 'minmax(0,1.7fr)',
    cell: ({ source, key, view }) => (
      <>
        <Link
          href={routes.run(source, key, view)}
          prefetch={false}
          title={key}
          className="font-mono text-meta tracking-[-0.02em] hover:text-accent hover:underline"
        >
          <Untrusted text={runOf(key)} />
        </Link>{' '}
        <Untrusted text={source} className="text-meta text-ink-3" />
      </>
    ),
  },
  { head: 'Made', track: 'minmax(0,.9fr)', cell: ({ createdAt }) => <TimeText at={createdAt} mode="ago" /> },
  {
    head: 'Expires',
    track: 'minmax(0,1.5fr)',
    cell: ({ state, expiresAt }) =>
      state === 'active' ? <TimeText at={expiresAt} mode="full" /> : <Quiet>{OVER[state]}</Quiet>,
  },
  { head: 'Views', track: 'minmax(0,1.2fr)', cell: (share) => <Views share={share} /> },
  { head: 'Redacted', track: 'minmax(0,1.1fr)', cell: ({ redaction }) => redactedText(redaction) },
  {
    head: '',
    track: '72px',
    cell: (share) => (share.state === 'active' || share.state === 'used_up' ? <RevokeButton share={share} /> : null),
  },
];
const WITH_OWNERS = [...COLUMNS.slice(0, 1), OWNER, ...COLUMNS.slice(1)];

/** Links with the run of each, how often it was opened, and the button that revokes it; `owners` says who made them. */
export function ShareTable({ shares, owners }: { shares: readonly Share[]; owners: boolean }) {
  return (
    <DataTable label="Share links" columns={owners ? WITH_OWNERS : COLUMNS} rows={shares} keyOf={({ id }) => id} />
  );
}

function RevokeButton({ share: { id, key } }: { share: Share }) {
  const client = useQueryClient();
  const revoke = async () => {
    await revokeShare(id);
    toast(`Revoked a link of ${runOf(key)}`);
    await refreshShares(client);
  };
  return (
    <ConfirmButton
      label="Revoke"
      name={`Revoke the link of ${runOf(key)}`}
      title="Revoke this link?"
      action="Revoke the link"
      does={revoke}
    >
      The link of <span className="font-mono text-meta">{runOf(key)}</span> leads nowhere from then on, also for those
      who read it now. It cannot be brought back.
    </ConfirmButton>
  );
}

function Views({ share: { views, maxViews, lastViewAt } }: { share: Share }) {
  return (
    <>
      {formatCount(views)}
      {maxViews === null ? '' : ` of ${formatCount(maxViews)}`}
      {lastViewAt === null ? null : (
        <span className="text-ink-3">
          , last <TimeText at={lastViewAt} mode="ago" />
        </span>
      )}
    </>
  );
}

/** How much was taken out: places, and classes that were left out as a whole. */
function redactedText({ counts, classes }: Share['redaction']): string {
  const { class: _left, ...replaced } = counts;
  const places = Object.values(replaced).reduce((sum, count) => sum + count, 0);
  const words = [places > 0 ? formatCountOf(places, 'place') : '', classes.length > 0 ? classes.join(', ') : ''].filter(
    Boolean,
  );
  return words.join('; ') || 'nothing';
}

function runOf(key: string): string {
  return shortId(key.split('.').at(-1) ?? key);
}

function Quiet({ children }: { children: string }) {
  return <span className="text-ink-3">{children}</span>;
}
