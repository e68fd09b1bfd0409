import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { accessPaths } from '../contract/access-paths.ts';
import type { MakeTokenBody } from '../contract/access-schema.ts';
import { type AuditParams, formatAuditParams } from '../contract/audit-params.ts';
import { formatKnownFilter } from '../contract/known-ids-params.ts';
import type { AccessToken, Person } from '../domain/access.ts';
import type { AuditEntry } from '../domain/audit.ts';
import type { KnownFilter, KnownId } from '../domain/known-id.ts';
import type { Page } from '../domain/page.ts';
import { accessAnswers as answers } from './access-answers.ts';
import { fetchJson } from './fetch-json.ts';
import { write, writeFor } from './write.ts';

/** Entries of one page of the trail, and ids of one page. */
const AUDIT_PAGE = 100;
const IDS_PAGE = 50;

const TOKENS = ['access', 'tokens'] as const;
const SESSIONS = ['access', 'sessions'] as const;
const PEOPLE = ['access', 'people'] as const;

/** One's own access tokens, for admins everybody's. */
export function tokensOptions() {
  return queryOptions({
    queryKey: TOKENS,
    queryFn: ({ signal }) => fetchJson(accessPaths.tokens(), answers.tokens, signal),
  });
}

/** Makes a token, which is told this once. Rejects with an `ApiError`. */
export function makeToken(body: MakeTokenBody): Promise<{ token: string; kept: AccessToken }> {
  return writeFor('POST', accessPaths.tokens(), body, answers.madeToken);
}

/** Revokes an access token. Rejects with an `ApiError`. */
export function revokeToken(id: string): Promise<void> {
  return write('DELETE', accessPaths.token(id));
}

/** Open sessions: one's own, for admins everybody's. */
export function sessionsOptions() {
  return queryOptions({
    queryKey: SESSIONS,
    queryFn: ({ signal }) => fetchJson(accessPaths.sessions(), answers.sessions, signal),
  });
}

/** Ends all sessions of somebody, or one's own; gives how many were known. Rejects with an `ApiError`. */
export async function endSessions(of: Pick<Person, 'name' | 'via'> | null): Promise<number> {
  const query = of === null ? '' : new URLSearchParams({ name: of.name, via: of.via }).toString();
  return (await writeFor('DELETE', accessPaths.sessions(query), {}, answers.endedSessions)).ended;
}

/** Who may come in and who has. */
export function peopleOptions() {
  return queryOptions({
    queryKey: PEOPLE,
    queryFn: ({ signal }) => fetchJson(accessPaths.users(), answers.people, signal),
  });
}

/** Whether a source answers, found out when somebody looks. */
export function reachOptions(source: string) {
  return queryOptions({
    queryKey: ['access', 'reach', source],
    queryFn: ({ signal }) => fetchJson(accessPaths.reach(source), answers.reach, signal),
    refetchOnWindowFocus: false,
  });
}

/** The audit trail from the newest entry down, by pages. */
export function auditOptions(params: AuditParams) {
  const query = [formatAuditParams(params), `limit=${AUDIT_PAGE}`].filter(Boolean).join('&');
  return infiniteQueryOptions({
    queryKey: ['access', 'audit', query],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam && `&cursor=${encodeURIComponent(pageParam)}`;
      return fetchJson(accessPaths.audit(`${query}${cursor}`), answers.audit, signal);
    },
    initialPageParam: '',
    getNextPageParam: (last: Page<AuditEntry>) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** The ids that are known of a source, by pages. */
export function knownIdsOptions(source: string, filter: KnownFilter) {
  const query = [formatKnownFilter(filter), `limit=${IDS_PAGE}`].filter(Boolean).join('&');
  return infiniteQueryOptions({
    queryKey: ['access', 'ids', source, query],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam && `&cursor=${encodeURIComponent(pageParam)}`;
      return fetchJson(accessPaths.knownIds(source, `${query}${cursor}`), answers.knownIds, signal);
    },
    initialPageParam: '',
    getNextPageParam: (last: Page<KnownId>) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** Has tokens, sessions and people read again. */
export async function refreshAccess(client: QueryClient): Promise<void> {
  await Promise.all([TOKENS, SESSIONS, PEOPLE].map((queryKey) => client.invalidateQueries({ queryKey })));
}
