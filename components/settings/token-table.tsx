'use client';

import { useQueryClient } from '@tanstack/react-query';
import { refreshAccess, revokeToken } from '#lib/client/access-queries.ts';
import type { AccessToken } from '#lib/domain/access.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { toast } from '../ui/toast.ts';
import { ConfirmButton } from './confirm-dialog.tsx';
import { type Column, DataTable } from './data-table.tsx';

const NEVER = <span className="text-ink-3">never</span>;

const OWNER: Column<AccessToken> = {
  head: 'Owner',
  track: 'minmax(0,1.4fr)',
  cell: ({ owner }) => <Untrusted text={owner} />,
};

const COLUMNS: readonly Column<AccessToken>[] = [
  {
    head: 'Token',
    track: 'minmax(0,3fr)',
    cell: ({ name, prefix }) => (
      <>
        <Untrusted text={name} className="font-medium" />{' '}
        <span className="font-mono text-meta text-ink-3">{prefix}…</span>
      </>
    ),
  },
  { head: 'Role', track: 'minmax(0,1fr)', cell: ({ role }) => role },
  { head: 'Made', track: 'minmax(0,1.1fr)', cell: ({ createdAt }) => <TimeText at={createdAt} mode="ago" /> },
  {
    head: 'Last used',
    track: 'minmax(0,1.1fr)',
    cell: ({ usedAt }) => (usedAt === null ? NEVER : <TimeText at={usedAt} mode="ago" />),
  },
  {
    head: 'Expires',
    track: 'minmax(0,1.7fr)',
    cell: ({ expiresAt }) => (expiresAt === null ? NEVER : <TimeText at={expiresAt} mode="full" />),
  },
  { head: '', track: '72px', cell: (token) => <RevokeButton token={token} /> },
];
const WITH_OWNERS = [...COLUMNS.slice(0, 2), OWNER, ...COLUMNS.slice(2)];

/** Tokens that are alive, with the button that revokes each; `owners` says whose they are. */
export function TokenTable({ tokens, owners }: { tokens: readonly AccessToken[]; owners: boolean }) {
  return (
    <DataTable label="Access tokens" columns={owners ? WITH_OWNERS : COLUMNS} rows={tokens} keyOf={({ id }) => id} />
  );
}

function RevokeButton({ token: { id, name } }: { token: AccessToken }) {
  const client = useQueryClient();
  const revoke = async () => {
    await revokeToken(id);
    toast(`Revoked ${name}`);
    await refreshAccess(client);
  };
  return (
    <ConfirmButton
      label="Revoke"
      name={`Revoke ${name}`}
      title="Revoke this token?"
      action="Revoke the token"
      does={revoke}
    >
      <Untrusted text={name} className="font-medium" /> stops working at once, wherever it is used. It cannot be brought
      back.
    </ConfirmButton>
  );
}
