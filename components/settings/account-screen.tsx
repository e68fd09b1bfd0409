'use client';

import { useQuery } from '@tanstack/react-query';
import { endSessions, sessionsOptions } from '#lib/client/access-queries.ts';
import { routes } from '#lib/contract/routes.ts';
import type { SignInMode } from '#lib/domain/access.ts';
import type { Role } from '#lib/domain/role.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FieldList } from '../ui/field-list.tsx';
import { MODE_WORDS, ROLE_WORDS } from './access-words.ts';
import { ConfirmButton } from './confirm-dialog.tsx';
import { Loaded } from './loading.tsx';
import { SessionTable } from './session-table.tsx';
import { Card, SettingsHead } from './settings-head.tsx';

const NO_SESSIONS: Partial<Record<SignInMode, string>> = {
  none: 'On this machine nobody has to sign in, so there are no sessions. Whoever reaches this address is an admin.',
  header: 'The proxy in front says with every request who asks, so there are no sessions to end here. Sign out there.',
};

/** Who the reader is here, and where they are signed in. */
export function AccountScreen({ name, own, via }: { name: string; own: Role; via: SignInMode }) {
  const query = useQuery(sessionsOptions());
  const signOut = async () => {
    await endSessions(null);
    // A whole new page: nothing of what was read stays in the browser.
    window.location.assign(routes.signIn('/'));
  };
  const without = NO_SESSIONS[via];
  return (
    <>
      <SettingsHead title="Your account" />
      <Card label="You">
        <div className="px-3">
          <FieldList
            fields={[
              { label: 'Name', value: <Untrusted text={name} /> },
              { label: 'Role', value: `${own}: ${ROLE_WORDS[own]}` },
              { label: 'Known by', value: MODE_WORDS[via] },
            ]}
          />
        </div>
      </Card>
      <div className="flex min-h-control flex-wrap items-center gap-3">
        <h2 className="flex-1 text-[15px] font-semibold tracking-[-0.012em]">Sessions</h2>
        {without === undefined ? (
          <ConfirmButton
            label="Sign out everywhere"
            name="Sign out everywhere"
            title="Sign out everywhere?"
            action="End all sessions"
            does={signOut}
          >
            Every browser in which you are signed in has to sign in again, this one too. Access tokens go on working.
          </ConfirmButton>
        ) : null}
      </div>
      <Card label="Sessions">
        {without === undefined ? (
          <Loaded query={query} what="The sessions">
            {({ items }) => {
              const theirs = items.filter((one) => one.name === name && one.via === via);
              return theirs.length === 0 ? (
                <EmptyState title="No sessions are known">They are listed from the next sign-in on.</EmptyState>
              ) : (
                <SessionTable sessions={theirs} />
              );
            }}
          </Loaded>
        ) : (
          <EmptyState title="No sessions">{without}</EmptyState>
        )}
      </Card>
    </>
  );
}
