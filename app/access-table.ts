import type { Role } from '#lib/domain/role.ts';

/**
 * Who may do what, once more and by itself: `access.test.ts` holds every route and page to it, so that opening one further is
 * never done in passing. `token`: the route asks for a token of its own.
 */
export type Rule = Role | 'public' | 'token';

type Rules = Partial<Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', Rule>>;

const READ: Rules = { GET: 'viewer' };

export const ROUTES: Record<string, Rules> = {
  '/api/[...path]': { GET: 'viewer', POST: 'viewer', PUT: 'viewer', PATCH: 'viewer', DELETE: 'viewer' },
  '/api/audit': { GET: 'admin' },
  '/api/exports': { POST: 'viewer' },
  '/api/health': { GET: 'public' },
  '/api/imports': { POST: 'sharer' },
  '/api/imports/[id]': { GET: 'sharer', DELETE: 'sharer' },
  '/api/metrics': { GET: 'token' },
  '/api/open': READ,
  '/api/proxy/[source]/v1/[...path]': { GET: 'token', POST: 'token', PUT: 'token', PATCH: 'token', DELETE: 'token' },
  '/api/ready': { GET: 'public' },
  '/api/runs': READ,
  '/api/runs/[source]/[key]': { GET: 'viewer', PATCH: 'operator', DELETE: 'admin' },
  '/api/runs/[source]/[key]/cancel': { POST: 'operator' },
  '/api/runs/[source]/[key]/events': READ,
  '/api/runs/[source]/[key]/export': READ,
  '/api/runs/[source]/[key]/files/[file]': READ,
  '/api/runs/[source]/[key]/messages': READ,
  '/api/runs/[source]/[key]/raw': READ,
  '/api/runs/[source]/[key]/replay': READ,
  '/api/runs/[source]/[key]/steps': READ,
  '/api/runs/[source]/[key]/steps/[step]': READ,
  '/api/runs/[source]/[key]/steps/[step]/text': READ,
  '/api/runs/[source]/[key]/summary': READ,
  '/api/runs/[source]/[key]/tool-outputs': { POST: 'operator' },
  '/api/runs/events': READ,
  '/api/runs/groups': READ,
  '/api/runs/histogram': READ,
  '/api/runs/total': READ,
  '/api/runs/values': READ,
  '/api/search': READ,
  '/api/sessions': { GET: 'viewer', DELETE: 'viewer' },
  '/api/shared/[token]': { GET: 'public' },
  '/api/shared/[token]/files/[file]': { GET: 'public' },
  '/api/shared/[token]/messages': { GET: 'public' },
  '/api/shared/[token]/raw': { GET: 'public' },
  '/api/shared/[token]/steps': { GET: 'public' },
  '/api/shared/[token]/steps/[step]': { GET: 'public' },
  '/api/shared/[token]/steps/[step]/text': { GET: 'public' },
  '/api/shares': { GET: 'sharer', POST: 'sharer' },
  '/api/shares/[id]': { DELETE: 'sharer' },
  '/api/shares/preview': { POST: 'sharer' },
  '/api/shares/preview/[preview]': { GET: 'sharer' },
  '/api/shares/preview/[preview]/files/[file]': { GET: 'sharer' },
  '/api/shares/preview/[preview]/hits': { GET: 'sharer' },
  '/api/shares/preview/[preview]/messages': { GET: 'sharer' },
  '/api/shares/preview/[preview]/raw': { GET: 'sharer' },
  '/api/shares/preview/[preview]/steps': { GET: 'sharer' },
  '/api/shares/preview/[preview]/steps/[step]': { GET: 'sharer' },
  '/api/shares/preview/[preview]/steps/[step]/text': { GET: 'sharer' },
  '/api/sign-in': { POST: 'public' },
  '/api/sign-in/oidc': { GET: 'public' },
  '/api/sign-in/oidc/callback': { GET: 'public' },
  '/api/sign-out': { POST: 'public' },
  '/api/sources': READ,
  '/api/sources/[source]/known': { GET: 'viewer', POST: 'sharer', DELETE: 'sharer' },
  '/api/sources/[source]/reach': READ,
  '/api/sources/[source]/runs': { DELETE: 'admin' },
  '/api/sources/[source]/walk': { POST: 'sharer', DELETE: 'sharer' },
  '/api/threads': READ,
  '/api/threads/[source]/[thread]': READ,
  '/api/threads/[source]/[thread]/blocking-run': READ,
  '/api/threads/[source]/[thread]/messages': READ,
  '/api/threads/[source]/[thread]/runs': { GET: 'viewer', POST: 'operator' },
  '/api/tokens': { GET: 'viewer', POST: 'viewer' },
  '/api/tokens/[id]': { DELETE: 'viewer' },
  '/api/users': { GET: 'admin' },
};

/** Writes that the audit trail does not tell of, and why. */
export const UNTRACKED: Record<string, string> = {
  '/api/[...path]': 'there is nothing there',
  '/api/imports/[id]': 'its import is told when it ends, cancelled or not',
  '/api/shares/preview': 'it stores nothing that anybody else may read',
  '/api/sources/[source]/known': 'it has a source read',
  '/api/sources/[source]/walk': 'it has a source read',
};

export const PAGES: Record<string, Rule> = {
  '/': 'viewer',
  '/failures': 'viewer',
  '/import': 'sharer',
  '/runs': 'viewer',
  '/runs/[source]/[key]': 'viewer',
  '/s/[token]': 'public',
  '/search': 'viewer',
  '/settings': 'viewer',
  '/settings/account': 'viewer',
  '/settings/audit': 'admin',
  '/settings/shares': 'sharer',
  '/settings/sources': 'viewer',
  '/settings/tokens': 'viewer',
  '/settings/users': 'admin',
  '/sign-in': 'public',
  '/sources': 'viewer',
  '/threads/[source]/[thread]': 'viewer',
};
