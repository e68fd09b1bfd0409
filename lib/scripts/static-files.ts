import { glob, readFile, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

/** Where the framework's build puts the files whose names change with their content. */
const FOLDER = '.next/static';
const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
/** Packed by themselves, and sent as they are. */
const FONTS = { ending: '.woff2', type: 'font/woff2' };
/** The smaller first: it is sent to whoever takes it. */
const CODINGS = [
  { name: 'br', ending: '.br', pack: promisify(brotliCompress) },
  { name: 'gzip', ending: '.gz', pack: promisify(gzip) },
] as const;

/** Answers a request for a packed file; says whether it was one. */
export type AnswerFile = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Writes every text file of the server built in `folder` in each coding beside itself, as small as the coding gets it. */
export async function packFiles(folder: string): Promise<void> {
  for await (const path of glob(`${FOLDER}/**/*{${Object.keys(TYPES).join(',')}}`, { cwd: folder })) {
    const bytes = await readFile(join(folder, path));
    await Promise.all(
      CODINGS.map(async ({ ending, pack }) => writeFile(join(folder, path) + ending, await pack(bytes))),
    );
  }
}

/**
 * Takes the packed files and fonts of the server built in `folder` into memory (about two megabytes), for the framework would
 * read and compress each anew for every request. What is none of them, or is asked for otherwise than plainly, is left to it.
 */
export async function readPackedFiles(folder: URL): Promise<AnswerFile> {
  const here = fileURLToPath(folder);
  const files = new Map<string, Buffer>();
  for await (const path of glob(`${FOLDER}/**/*{.br,.gz,${FONTS.ending}}`, { cwd: here })) {
    files.set(`/_next/${relative('.next', path).replaceAll('\\', '/')}`, await readFile(join(here, path)));
  }
  return (request, response) => {
    const { method, url = '', headers } = request;
    if (!url.startsWith('/_next/static/') || (method !== 'GET' && method !== 'HEAD') || headers.range) return false;
    const path = url.split('?', 1)[0] ?? '';
    const accepted = headers['accept-encoding'] ?? '';
    const coding = CODINGS.find(({ name, ending }) => accepts(accepted, name) && files.has(path + ending));
    const ending = extname(path);
    const [bytes, type] =
      ending === FONTS.ending
        ? [files.get(path), FONTS.type]
        : [coding && files.get(path + coding.ending), TYPES[ending]];
    if (!bytes || !type) return false;
    response.writeHead(200, {
      'content-type': type,
      'content-length': bytes.length,
      'cache-control': 'public, max-age=31536000, immutable',
      ...(coding && { 'content-encoding': coding.name, vary: 'Accept-Encoding' }),
    });
    response.end(method === 'HEAD' ? undefined : bytes);
    return true;
  };
}

/** Whether a list of codings names this one without forbidding it by a weight of zero. */
function accepts(list: string, coding: string): boolean {
  return list
    .split(',')
    .map((entry) => entry.trim().split(/\s*;\s*q=/i))
    .some(([name, weight = '1']) => name === coding && Number(weight) > 0);
}
