'use client';

import { useQueryClient } from '@tanstack/react-query';
import { endSessions, refreshAccess } from '#lib/client/access-queries.ts';
import type { People, Person } from '#lib/domain/access.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { formatCount, formatCountOf } from '../ui/format.ts';
import { TimeText } from '../ui/time-text.tsx';
import { toast } from '../ui/toast.ts';
import { ROLE_WORDS } from './access-words.ts';
import { ConfirmButton } from './confirm-dialog.tsx';
import { type Column, DataTable } from './data-table.tsx';

const NAME: readonly Column<Person>[] = [
  { head: 'Name', track: 'minmax(0,2fr)', cell: ({ name }) => <Untrusted text={name} className="font-medium" /> },
  {
    head: 'Role',
    track: 'minmax(0,4fr)',
    cell: ({ role }) =>
      role === null ? (
        <span className="text-ink-3">none: not in the configuration any more</span>
      ) : (
        <>
          {role} <span className="text-meta text-ink-3">{ROLE_WORDS[role]}</span>
        </>
      ),
  },
];

const SEEN: Omit<Column<Person>, 'head'> = {
  track: 'minmax(0,1.4fr)',
  cell: ({ seenAt }) =>
    seenAt === null ? <span className="text-ink-3">never</span> : <TimeText at={seenAt} mode="ago" />,
};

const SIGNED_IN: readonly Column<Person>[] = [
  ...NAME,
  { head: 'Last sign-in', ...SEEN },
  { head: 'Sessions', track: '72px', cell: ({ sessions }) => formatCount(sessions) },
  { head: '', track: '150px', cell: (person) => <SignOutButton person={person} /> },
];
const SAID_BY_PROXY: readonly Column<Person>[] = [...NAME, { head: 'Last here', ...SEEN }];

/** Everybody who is known, with the button that ends their sessions where people have some. */
export function PeopleTable({ people: { mode, items } }: { people: People }) {
  return (
    <DataTable
      label="Users"
      columns={mode === 'header' ? SAID_BY_PROXY : SIGNED_IN}
      rows={items}
      keyOf={({ via, name }) => `${via} ${name}`}
    />
  );
}

function SignOutButton({ person }: { person: Person }) {
  const client = useQueryClient();
  const { name } = person;
  const signOut = async () => {
    const ended = await endSessions(person);
    toast(`Ended ${formatCountOf(ended, 'session')} of ${name}`);
    await refreshAccess(client);
  };
  return (
    <ConfirmButton
      label="Sign out everywhere"
      name={`Sign ${name} out everywhere`}
      title="Sign out everywhere?"
      action="End all sessions"
      does={signOut}
    >
      Every browser in which <Untrusted text={name} className="font-medium" /> is signed in has to sign in again. Their
      access tokens go on working until they are revoked.
    </ConfirmButton>
  );
}
