import 'server-only';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The file that a worker thread of this name runs. Beside a built server it is `{name}.mjs`, bundled by the build, in
 * functions the same in `.threads`; from source it is `source`, seen from the top folder of the project. No bundler is to see
 * this path: it is put together here.
 */
export function workerFile(name: string, source: string): string {
  const here = process.cwd();
  const folders = [here, dirname(process.argv[1] ?? ''), join(/* turbopackIgnore: true */ here, '.threads')];
  const built = folders.map((folder) => join(/* turbopackIgnore: true */ folder, `${name}.mjs`));
  return built.find((file) => existsSync(/* turbopackIgnore: true */ file)) ?? fromSource(source);
}

function fromSource(source: string): string {
  return join(/* turbopackIgnore: true */ process.cwd(), source);
}
