import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, projectFolder, type Started, startNode } from '../../server-process.ts';

/** What a route handler that hands calls on looks like at its shortest: the measure of ours. */
const ROUTE = `
const handOn = async (request, { params }) => {
  const { path } = await params;
  const answer = await fetch(process.env.BARE_SOURCE + '/' + path.map(encodeURIComponent).join('/') + new URL(request.url).search, {
    method: request.method,
    headers: { authorization: 'Bearer ' + process.env.BARE_KEY, 'content-type': request.headers.get('content-type') ?? '' },
    body: request.body,
    duplex: 'half',
    redirect: 'manual',
    cache: 'no-store',
    signal: request.signal,
  });
  return new Response(answer.body, { status: answer.status, headers: { 'content-type': answer.headers.get('content-type') ?? '' } });
};
export { handOn as GET, handOn as POST };
`;
const folder = join(projectFolder, 'test-results', 'bare-app');
const BUILD_MS = 300_000;

/** Builds and starts an app of the framework that has this one route below `/api/v1/…`; gives its origin. */
export async function startBareApp(source: string, key: string, started: Started[]): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  const route = join(folder, 'app', 'api', 'v1', '[...path]');
  await mkdir(route, { recursive: true });
  await writeFile(join(route, 'route.js'), ROUTE);
  const config = { output: 'standalone', poweredByHeader: false };
  const roots = `outputFileTracingRoot: ${JSON.stringify(projectFolder)}, turbopack: { root: ${JSON.stringify(projectFolder)} }`;
  await writeFile(join(folder, 'next.config.mjs'), `export default { ...${JSON.stringify(config)}, ${roots} };\n`);
  const build = startNode([join(projectFolder, 'node_modules/next/dist/bin/next'), 'build', folder], {
    NEXT_TELEMETRY_DISABLED: '1',
  });
  started.push(build);
  await build.until(/api\/v1\/\[\.\.\.path\]/, BUILD_MS);
  await build.ended;
  const port = await freePort();
  const server = join(folder, '.next', 'standalone', 'test-results', 'bare-app', 'server.js');
  const app = startNode([server], { PORT: String(port), HOSTNAME: '127.0.0.1', BARE_SOURCE: source, BARE_KEY: key });
  started.push(app);
  await app.until(/Ready/, BUILD_MS);
  return `http://127.0.0.1:${port}`;
}
