import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import { fail } from '../../domain/failure.ts';
import { isId } from '../../domain/ids.ts';
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

/**
 * Decides whether a call to `/api/proxy/{source}/v1/…` is handed on, before anything leaves. Throws `pass_through_off`,
 * `unauthorized`, `not_found`, `invalid_id`, `method_not_allowed`, `read_only`, `invalid_request`.
 */
export function admit(request: Request, sourceId: string): Admitted {
  const { proxyToken, operate } = readEnvironment();
  if (!proxyToken) {
    fail(
      'pass_through_off',
      'The pass-through is off. Whoever runs Runlens can switch it on with RUNLENS_PROXY_TOKEN.',
    );
  }
  const { headers, method } = request;
  const own = bearer(headers.get('authorization'));
  const shown = headers.get('x-runlens-token');
  if (!isToken(shown ?? own ?? '', proxyToken.reveal())) {
    fail('unauthorized', 'Present the access token of this Runlens as the API key of your client.');
  }
  if (!isId(sourceId)) fail('not_found', 'No source of that id is configured here.');
  const source = getSource(sourceId);
  if (!source.hasKey && (shown === null || own === null)) {
    fail(
      'unauthorized',
      `${source.name} takes the key of each caller: send yours as Authorization, and the access token of this Runlens as X-Runlens-Token.`,
    );
  }
  const path = pathOf(request.url);
  const methods = methodsOf(source.dialect.passThrough, path);
  if (!methods) fail('not_found', 'This address of the API is not handed on.');
  if (!methods.includes(method)) fail('method_not_allowed', `This address takes ${methods.join(', ')} only.`);
  if (!operate && !isReading(method)) {
    fail('read_only', 'This Runlens only reads. Whoever runs it can allow changes with RUNLENS_OPERATE=1.');
  }
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  if (encoding !== '' && encoding !== 'identity') {
    fail('invalid_request', 'Send the body as it is: compressed ones are not handed on.');
  }
  return { source, path, authorization: source.hasKey ? null : headers.get('authorization') };
}

/** Compares hashes, so that the time it takes tells nothing of the token or its length. */
function isToken(presented: string, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(presented), hash(token));
}

function bearer(header: string | null): string | null {
  return BEARER.exec(header ?? '')?.[1] ?? null;
}

/** Segments behind `/v1/`, as they were written: ids and words need no encoding, so nothing is decoded. */
function pathOf(url: string): string[] {
  const { pathname } = new URL(url);
  const at = pathname.indexOf('/v1/');
  const path = at === -1 ? [] : pathname.slice(at + 4).split('/');
  for (const segment of path) {
    if (!isId(segment)) fail('invalid_id', 'The path holds something that is neither a word of the API nor an id.');
  }
  return path;
}
