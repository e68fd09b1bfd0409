'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { sharesOptions } from '#lib/client/share-queries.ts';
import type { Role } from '#lib/domain/role.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from './loading.tsx';
import { Card, SettingsHead } from './settings-head.tsx';
import { ShareTable } from './share-table.tsx';

/** Share links, the newest first: those that are open, and those that are over until they are forgotten. `own` is the role of the reader. */
export function SharesScreen({ own }: { own: Role }) {
  const query = useInfiniteQuery(sharesOptions());
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const admin = own === 'admin';
  return (
    <>
      <SettingsHead title="Share links" about="Frozen copies of single runs that people without an account can open." />
      <Card label="Share links">
        <Loaded query={query} what="The share links">
          {({ pages }) => {
            const shares = pages.flatMap((page) => page.items);
            return shares.length === 0 ? (
              <EmptyState title="No share links">
                {admin ? 'Nobody shares a run now.' : 'You share no run now.'} A link is made on the page of a run.
              </EmptyState>
            ) : (
              <>
                <ShareTable shares={shares} owners={admin} />
                {hasNextPage ? (
                  <div className="border-t border-line p-2 text-center">
                    <Button aria-disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                      Show older links
                    </Button>
                  </div>
                ) : null}
              </>
            );
          }}
        </Loaded>
      </Card>
    </>
  );
}
