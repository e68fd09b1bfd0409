import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { layGround, recordings } from './environment.ts';
import { freePort, projectFolder, startApp, startUpstream } from './server-process.ts';
import { sourceEnvironment } from './test-sources.ts';

/** Starts the upstream and the built app on free ports before the first test; the function given back ends both. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const keys = {
    bearer: `sk-e2e-${randomBytes(18).toString('hex')}`,
    plain: `plain words ${randomBytes(9).toString('hex')}`,
  };
  const folder = recordings === null ? null : resolve(recordings);
  const recorded = folder === null ? [] : ['--recordings', folder];
  const upstream = startUpstream(['--bearer', keys.bearer, '--plain', keys.plain, ...recorded]);
  const [, upstreamOrigin = ''] = await upstream.until(/upstream on (\S+)/);
  const port = await freePort();
  const app = startApp({ PORT: String(port), ...sourceEnvironment(upstreamOrigin, keys, folder !== null) });
  await app.until(/Runlens on /).catch(async (error: unknown) => {
    await upstream.stop();
    throw error;
  });
  layGround({ app: `http://localhost:${port}`, upstream: upstreamOrigin, keys: Object.values(keys) });
  return async () => {
    await Promise.all([app.stop(), upstream.stop()]);
    const logs = join(projectFolder, 'test-results');
    mkdirSync(logs, { recursive: true });
    writeFileSync(join(logs, 'app.log'), app.output());
    writeFileSync(join(logs, 'upstream.log'), upstream.output());
  };
}
