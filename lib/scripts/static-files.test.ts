import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packFiles, readPackedFiles } from './static-files.ts';

const SCRIPT = `export const text = ${JSON.stringify('a wide word '.repeat(200))};`;
const PATH = '/_next/static/chunks/a-b.js';
let folder = '';
let server = createServer();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-static-'));
  await mkdir(join(folder, '.next/static/chunks'), { recursive: true });
  await mkdir(join(folder, '.next/static/media'), { recursive: true });
  await writeFile(join(folder, '.next/static/chunks/a-b.js'), SCRIPT);
  await writeFile(join(folder, '.next/static/chunks/a.css'), 'a{color:red}');
  await writeFile(join(folder, '.next/static/media/font.woff2'), 'font');
  await writeFile(join(folder, '.next/static/media/picture.png'), 'picture');
  await packFiles(folder);
  const answerFile = await readPackedFiles(pathToFileURL(`${folder}/`));
  server = createServer((asked, response) => {
    if (!answerFile(asked, response)) response.writeHead(404).end('left to the framework');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

async function ask(path: string, headers: Record<string, string>, method = 'GET'): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  const asked = request({ port, host: '127.0.0.1', path, method, headers }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) };
}

describe('packed files', () => {
  it('are sent in the smaller coding that is taken, to be kept for good', async () => {
    const answer = await ask(PATH, { 'accept-encoding': 'gzip, deflate, br, zstd' });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'content-encoding': 'br',
      'content-length': `${answer.body.length}`,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
    expect(brotliDecompressSync(answer.body).toString()).toBe(SCRIPT);
    expect(answer.body.length).toBeLessThan(SCRIPT.length / 4);
  });

  it('are sent in the other coding to whoever takes only that', async () => {
    for (const accepted of ['gzip', 'gzip;q=0.5, deflate', 'br;q=0, gzip']) {
      const answer = await ask(`${PATH}?dpl=1`, { 'accept-encoding': accepted });
      expect(answer.headers['content-encoding']).toBe('gzip');
      expect(gunzipSync(answer.body).toString()).toBe(SCRIPT);
    }
  });

  it('hold fonts as they are, for these are packed by themselves', async () => {
    const answer = await ask('/_next/static/media/font.woff2', { 'accept-encoding': 'gzip, br' });
    expect(answer.body.toString()).toBe('font');
    expect(answer.headers).toMatchObject({ 'content-type': 'font/woff2', 'content-length': '4' });
    expect(answer.headers['content-encoding']).toBeUndefined();
  });

  it('are told of without their bytes', async () => {
    const answer = await ask('/_next/static/chunks/a.css', { 'accept-encoding': 'br' }, 'HEAD');
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/css; charset=utf-8' } });
    expect(Number(answer.headers['content-length'])).toBeGreaterThan(0);
    expect(answer.body).toHaveLength(0);
  });

  it.each([
    ['no coding that is at hand', PATH, { 'accept-encoding': 'zstd' }, 'GET'],
    ['no coding at all', PATH, {}, 'GET'],
    ['a range', PATH, { 'accept-encoding': 'br', range: 'bytes=5-2' }, 'GET'],
    ['another method', PATH, { 'accept-encoding': 'br' }, 'POST'],
    ['a file that is no text', '/_next/static/media/picture.png', { 'accept-encoding': 'br' }, 'GET'],
    ['a packed file by its own name', `${PATH}.br`, { 'accept-encoding': 'br' }, 'GET'],
    ['an upward path', '/_next/static/../static/chunks/a-b.js', { 'accept-encoding': 'br' }, 'GET'],
    ['a file that is not there', '/_next/static/chunks/none.js', { 'accept-encoding': 'br' }, 'GET'],
  ] as const)('leave %s to the framework', async (_, path, headers, method) => {
    expect(await ask(path, headers, method)).toMatchObject({ status: 404 });
  });
});
