'use client';

import type { Role } from '#lib/domain/role.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Card, SettingsHead } from './settings-head.tsx';

/** Share links that are open. `role` is the reader's. */
export function SharesScreen({ role }: { role: Role }) {
  return (
    <>
      <SettingsHead title="Share links" about="Frozen copies of single runs that people without an account can open." />
      <Card label="Share links">
        <EmptyState title="No share links">
          {role === 'admin' ? 'Nobody shares a run now.' : 'You share no run now.'} A link is made on the page of a run.
        </EmptyState>
      </Card>
    </>
  );
}
