'use client';

import { useQuery } from '@tanstack/react-query';
import { peopleOptions } from '#lib/client/access-queries.ts';
import type { People } from '#lib/domain/access.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FieldList } from '../ui/field-list.tsx';
import { MODE_WORDS, ROLE_WORDS } from './access-words.ts';
import { Loaded } from './loading.tsx';
import { PeopleTable } from './people-table.tsx';
import { Card, SettingsHead } from './settings-head.tsx';

/** Who may come in and who has. Users are made in the configuration, so nothing is changed here but sessions. */
export function UsersScreen() {
  const query = useQuery(peopleOptions());
  return (
    <>
      <SettingsHead
        title="Users"
        about="Users and roles are set in the configuration of Runlens or at the identity provider. Here you see them, and can sign them out."
      />
      <Loaded query={query} what="The users">
        {(people) => (
          <>
            <Card label="Signing in">
              <div className="px-3">
                <FieldList
                  fields={[
                    { label: 'People are known by', value: MODE_WORDS[people.mode] },
                    ...(people.from === '' ? [] : [{ label: 'From', value: <Untrusted text={people.from} /> }]),
                    ...people.groups.map(({ group, role }) => ({
                      label: group === '*' ? 'Everybody else' : `Group ${group}`,
                      value: `${role}: ${ROLE_WORDS[role]}`,
                    })),
                  ]}
                />
              </div>
            </Card>
            <Card label="Users">
              {people.items.length === 0 ? <Nobody people={people} /> : <PeopleTable people={people} />}
            </Card>
          </>
        )}
      </Loaded>
    </>
  );
}

function Nobody({ people: { mode } }: { people: People }) {
  return mode === 'none' ? (
    <EmptyState title="Nobody has to sign in">
      Runlens is bound to this machine. Set RUNLENS_PASSWORD, or RUNLENS_AUTH to password, oidc or header, to ask people
      who they are.
    </EmptyState>
  ) : (
    <EmptyState title="Nobody has come in yet">
      People are listed from the first time that they are known here.
    </EmptyState>
  );
}
