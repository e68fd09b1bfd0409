import 'server-only';
import { hash, timingSafeEqual } from 'node:crypto';
import { fail } from '../../domain/failure.ts';
import { isId } from '../../domain/ids.ts';
import { allows, type Role } from '../../domain/role.ts';
import { readEnvironment } from '../env.ts';
import { isReading, methodsOf } from '../upstream/pass-through-table.ts';
import { getSource, type Source } from '../upstream/sources.ts';

/** A call that may be handed on. */
export interface Admitted {
  source: Source;
  /** Path below the source's base URL. */
  path: string[];
  /** The caller's own key as its `Authorization` header, where the source takes each caller's own. */
  authorization: string | null;
}

const BEARER = /^Bearer ([\x21-\x7e]{1,8192})$/i;

type Token = NonNullable<ReturnType<typeof readEnvironment>['proxyToken']>;

/** Hashes of the configured token, which every call is compared with. */
const hashes = new WeakMap<Token, Buffer>();

const ACCESS_TOKEN = /^rlt_[A-Za-z0-9_-]{32,64}$/;

/** The role that an access token has; null for one that is not known. */
export type RoleOf = (token: string) => Promise<Role | null>;

/**
 * Decides whether a call to `/api/proxy/{source}/v1/…` is handed on, before anything leaves. Throws `pass_through_off`,
 * `unauthorized`, `not_found`, `invalid_id`, `method_not_allowed`, `read_only`, `forbidden`, `invalid_request`.
 */
export async function admit(
  { headers, method }: Request,
  { pathname }: URL,
  sourceId: string,
  roleOf: RoleOf,
): Promise<Admitted> {
  const own = bearer(headers.get('authorization'));
  const shown = headers.get('x-runlens-token');
  const role = await roleShown(shown ?? own ?? '', roleOf);
  if (!isId(sourceId)) fail('not_found', 'No source of that ID is configured here.');
  const source = getSource(sourceId);
  if (!source.hasKey && (shown === null || own === null)) {
    fail(
      'unauthorized',
      `${source.name} takes the key of each caller: send yours as Authorization, and the access token of this Runlens as X-Runlens-Token.`,
    );
  }
  const path = pathOf(pathname);
  const methods = methodsOf(source.dialect.passThrough, path);
  if (!methods) fail('not_found', 'This address of the API is not handed on.');
  if (!methods.includes(method)) {
    const allow = methods.join(', ');
    fail('method_not_allowed', `This address takes ${allow} only.`, { allow });
  }
  if (!isReading(method)) mayWrite(role);
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  if (encoding !== '' && encoding !== 'identity') {
    fail('invalid_request', 'Send the body as it is: compressed ones are not handed on.');
  }
  return { source, path, authorization: source.hasKey ? null : headers.get('authorization') };
}

/** What whoever shows a token may do. Throws where it is not one, or there can be none. */
async function roleShown(token: string, roleOf: RoleOf): Promise<Role> {
  const { proxyToken } = readEnvironment();
  if (proxyToken && isToken(token, proxyToken)) return 'operator';
  const isAccessToken = ACCESS_TOKEN.test(token);
  if (!proxyToken && !isAccessToken) {
    fail(
      'pass_through_off',
      'The pass-through is off. Whoever runs Runlens can switch it on with RUNLENS_PROXY_TOKEN; access tokens pass as well.',
    );
  }
  const role = isAccessToken ? await roleOf(token) : null;
  return role ?? fail('unauthorized', 'Present the access token of this Runlens as the API key of your client.');
}

function mayWrite(role: Role): void {
  if (!readEnvironment().operate) {
    fail('read_only', 'This Runlens only reads. Whoever runs it can allow changes with RUNLENS_OPERATE=1.');
  }
  if (!allows(role, 'operator')) {
    fail('forbidden', `This changes something at the source, which asks for an operator; this token is of a ${role}.`);
  }
}

/** Compares hashes, so that the time it takes tells nothing of the token or its length. */
function isToken(presented: string, token: Token): boolean {
  const known = hashes.get(token) ?? hash('sha256', token.reveal(), 'buffer');
  hashes.set(token, known);
  return timingSafeEqual(hash('sha256', presented, 'buffer'), known);
}

function bearer(header: string | null): string | null {
  return BEARER.exec(header ?? '')?.[1] ?? null;
}

/** Segments behind `/v1/`, as they were written: ids and words need no encoding, so nothing is decoded. */
function pathOf(pathname: string): string[] {
  const at = pathname.indexOf('/v1/');
  const path = at === -1 ? [] : pathname.slice(at + 4).split('/');
  for (const segment of path) {
    if (!isId(segment)) fail('invalid_id', 'The path holds something that is neither a word of the API nor an ID.');
  }
  return path;
}
