'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refreshAccess, tokensOptions } from '#lib/client/access-queries.ts';
import type { Role } from '#lib/domain/role.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from './loading.tsx';
import { MadeToken } from './made-token.tsx';
import { Card, SettingsHead } from './settings-head.tsx';
import { TokenForm } from './token-form.tsx';
import { TokenTable } from './token-table.tsx';

/** Access tokens: making one, which is shown once, and those that there are. `own` is the role of the reader. */
export function TokensScreen({ own }: { own: Role }) {
  const client = useQueryClient();
  const query = useQuery(tokensOptions());
  const [made, setMade] = useState<string | null>(null);
  const admin = own === 'admin';
  const onMade = (token: string) => {
    setMade(token);
    void refreshAccess(client);
  };
  return (
    <>
      <SettingsHead
        title="Access tokens"
        about="For scripts that read the API and for SDK clients that use the pass-through. A token does at most what its owner may, and its owner answers for it in the audit trail."
      />
      {made === null ? null : <MadeToken token={made} onDone={() => setMade(null)} />}
      <TokenForm own={own} onMade={onMade} />
      <Card label="Tokens">
        <Loaded query={query} what="The access tokens">
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title="No access tokens">
                {admin ? 'Nobody has made one.' : 'You have made none.'} A token that is over is not listed.
              </EmptyState>
            ) : (
              <TokenTable tokens={items} owners={admin} />
            )
          }
        </Loaded>
      </Card>
    </>
  );
}
