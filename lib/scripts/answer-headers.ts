import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Manifest {
  headers: readonly { source: string; headers: readonly { key: string; value: string }[] }[];
}

const MANIFEST = '.next/routes-manifest.json';
const FILE = 'headers.json';
const EVERYWHERE = '/:path*';

/**
 * Takes the headers of every answer from the framework's routes of the server built in `folder`, which would match and
 * make them anew for each request, and lays them beside it for `readAnswerHeaders`. Those of some addresses stay.
 */
export async function takeAnswerHeaders(folder: string): Promise<void> {
  const path = join(folder, MANIFEST);
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest;
  const everywhere = manifest.headers.filter(({ source }) => source === EVERYWHERE).flatMap(({ headers }) => headers);
  const headers = Object.fromEntries(everywhere.map(({ key, value }) => [key.toLowerCase(), value]));
  await writeFile(join(folder, FILE), JSON.stringify(headers));
  const rest = manifest.headers.filter(({ source }) => source !== EVERYWHERE);
  await writeFile(path, JSON.stringify({ ...manifest, headers: rest }));
}

/** The headers of every answer of the server built in `folder`, names in lower case. */
export function readAnswerHeaders(folder: URL): Record<string, string> {
  return JSON.parse(readFileSync(new URL(FILE, folder), 'utf8')) as Record<string, string>;
}
