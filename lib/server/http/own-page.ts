import 'server-only';
import { fail } from '../../domain/failure.ts';
import { publicOrigin } from './allowed-host.ts';

/**
 * Lets a write through only when one of our own pages made it: `Origin` is ours, `Sec-Fetch-Site` is absent or
 * `same-origin`, the type is JSON (or, with `anyBody`, what an upload has) and the custom header is there. Throws `csrf`.
 */
export function requireOwnPage(request: Request, anyBody = false): void {
  const { headers } = request;
  const site = headers.get('sec-fetch-site');
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  const origin = headers.get('origin');
  const own = publicOrigin();
  const sameOrigin = own !== null ? origin === own : isOriginOf(origin, headers.get('host'));
  if (
    !sameOrigin ||
    (site !== null && site !== 'same-origin') ||
    (type !== 'application/json' && !anyBody) ||
    headers.get('x-runlens') !== '1'
  ) {
    fail(
      'csrf',
      `Writes are taken from Runlens pages only: same origin${anyBody ? '' : ', Content-Type application/json'} and X-Runlens: 1.`,
    );
  }
}

function isOriginOf(origin: string | null, host: string | null): boolean {
  return host !== null && (origin === `http://${host}` || origin === `https://${host}`);
}
