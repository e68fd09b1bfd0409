import 'server-only';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The file that a worker thread of this name runs: beside a built server `{name}.mjs`, bundled by the build; from source
 * `source`, seen from the top folder of the project; in functions, which have neither, the bundled one in `.threads`. No
 * bundler is to see this path: it is put together here.
 */
export function workerFile(name: string, source: string): string {
  const here = process.cwd();
  const folders = [here, dirname(process.argv[1] ?? '')];
  const built = folders.map((folder) => join(/* turbopackIgnore: true */ folder, `${name}.mjs`));
  const files = [...built, join(/* turbopackIgnore: true */ here, source)];
  const there = files.find((file) => existsSync(/* turbopackIgnore: true */ file));
  return there ?? join(/* turbopackIgnore: true */ here, '.threads', `${name}.mjs`);
}
