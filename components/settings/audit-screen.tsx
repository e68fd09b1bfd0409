'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { auditOptions } from '#lib/client/access-queries.ts';
import { useUrlState } from '#lib/client/use-url-state.ts';
import { type AuditParams, formatAuditParams, parseAuditParams } from '#lib/contract/audit-params.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';
import { PagedItems } from './paged-items.tsx';
import { Card, SettingsHead } from './settings-head.tsx';

const ANY: AuditParams = { who: '', action: null, from: null, to: null };

/** Who did what, newest first. `days` is how long entries are kept. */
export function AuditScreen({ days }: { days: number }) {
  const [params, setParams] = useUrlState(parseAuditParams, formatAuditParams);
  const query = useInfiniteQuery(auditOptions(params));
  const filtered = formatAuditParams(params) !== '';
  return (
    <>
      <SettingsHead
        title="Audit trail"
        about={`Sign-ins, share links, exports, imports, deletions, access tokens and everything that was changed at sources, with what came of it. Entries are kept for ${days} days and cannot be changed.`}
      />
      <AuditFilters params={params} onChange={setParams} />
      <Card label="Entries">
        <PagedItems
          query={query}
          what="The audit trail"
          empty={
            <EmptyState
              title={filtered ? 'No entry fits' : 'Nothing has happened yet'}
              actions={filtered ? <Button onClick={() => setParams(ANY)}>Clear the filter</Button> : null}
            >
              {filtered
                ? 'Nobody did such a thing in that time, or it is older than what is kept.'
                : 'Entries appear here as soon as somebody signs in, exports or changes something.'}
            </EmptyState>
          }
        >
          {(entries) => <AuditTable entries={entries} />}
        </PagedItems>
      </Card>
    </>
  );
}
