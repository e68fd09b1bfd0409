import { readFileSync } from 'node:fs';
import { isAllowedHost } from '../server/http/allowed-host.ts';
import type { Outside } from '../server/observe/observe-server.ts';
import { FILES, type RoutesManifest, routeTemplates } from '../server/observe/route-templates.ts';

interface Manifest extends RoutesManifest {
  headers: readonly { source: string; headers: readonly { key: string; value: string }[] }[];
}

const EVERYWHERE = '/:path*';
const YEAR_S = 31_536_000;
/** Files that are served without a page or a handler, which look at the host name by themselves. */
const SERVED_AS_THEY_ARE = new Set([FILES, '/icon.svg']);

/**
 * How requests of the server built in `folder` are seen from outside: templates of its routes, and the headers that every
 * answer has, whoever makes it. `https` says that people reach it by https.
 */
export function readOutside(folder: URL, https: boolean): Outside {
  const manifest = JSON.parse(readFileSync(new URL('.next/routes-manifest.json', folder), 'utf8')) as Manifest;
  const everywhere = manifest.headers.filter(({ source }) => source === EVERYWHERE).flatMap(({ headers }) => headers);
  const headers: Record<string, string> = {
    ...Object.fromEntries(everywhere.map(({ key, value }) => [key.toLowerCase(), value])),
    'cache-control': 'private, no-store',
    ...(https && { 'strict-transport-security': `max-age=${YEAR_S}` }),
  };
  return {
    template: routeTemplates(manifest),
    headers,
    refuses(request, response, route) {
      if (!SERVED_AS_THEY_ARE.has(route) || isAllowedHost(request.headers.host ?? null)) return false;
      response.writeHead(421, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('This host name is not served here. Set RUNLENS_PUBLIC_URL to the address people use.\n');
      return true;
    },
  };
}
