import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { PAGE_HEADER } from '#lib/server/auth/page-header.ts';
import { isAllowedHost } from '#lib/server/http/allowed-host.ts';
import { METHOD_HEADER } from '#lib/server/shares/counts-as-view.ts';

/**
 * Pages only (the API's headers and Host check sit in its route wrapper, because a proxy in front of a handler cuts
 * request bodies at 10 MB): refuses foreign host names and gives every page a content security policy with its own nonce.
 */
export function proxy(request: NextRequest): NextResponse {
  if (!isAllowedHost(request.headers.get('host'))) {
    return new NextResponse('This host name is not served here. Set RUNLENS_PUBLIC_URL to the address people use.\n', {
      status: 421,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'private, no-store' },
    });
  }
  // Pages have no actions: whatever else is sent to one is sent in error, or to see what happens.
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new NextResponse('Pages are read only.\n', {
      status: 405,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'private, no-store',
        allow: 'GET, HEAD',
      },
    });
  }
  const policy = contentSecurityPolicy(randomBytes(18).toString('base64'));
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set(PAGE_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  headers.set(METHOD_HEADER, request.method);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('cache-control', 'private, no-store');
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  // The framework's development tools evaluate code and insert styles of their own; the built server has neither.
  const development = process.env.NODE_ENV === 'development';
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export const config = { matcher: ['/((?!api/|_next/static/|icon\\.svg|favicon\\.ico).*)'] };
