import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { takeAnswerHeaders } from './answer-headers.ts';
import { readOutside } from './outside.ts';

const folder = mkdtempSync(join(tmpdir(), 'outside-'));
mkdirSync(join(folder, '.next'));
writeFileSync(
  join(folder, '.next/routes-manifest.json'),
  JSON.stringify({ headers: [], staticRoutes: [], dynamicRoutes: [] }),
);
await takeAnswerHeaders(folder);
const outside = readOutside(pathToFileURL(`${folder}/`), false, () => false);

/** The status that is answered before the framework hears of a request; null where it is handed on. */
function answered(
  url: string,
  headers: Record<string, string> = { host: 'localhost:3000' },
  method = 'GET',
): number | null {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { url, method, headers });
  const response = new ServerResponse(request);
  return outside.answers(request, response, url) ? response.statusCode : null;
}

it.each([
  '/_next/image',
  '/_next/image?url=%2Fa.png&w=64&q=75',
  '/_next/image/',
  '/_next/%69mage?url=http://127.0.0.1:1/a.png&w=64&q=75',
  '//_next/image?url=x',
])('%s is not found, and nothing else hears of it', (url) => {
  expect(answered(url)).toBe(404);
});

it('hands on what it has nothing to say of', () => {
  for (const url of ['/runs', '/_next/static/x.js', '/api/runs', '/_next/images']) expect(answered(url)).toBeNull();
  expect(answered('/runs', { host: 'evil.example' })).toBe(421);
  expect(answered('http://evil.example/')).toBe(400);
  expect(answered('/%zz')).toBe(400);
  expect(answered('/runs', { host: 'localhost:3000' }, 'TRACE')).toBe(405);
});

it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('answers %s to a hashed file by the methods that it knows', (method) => {
  expect(answered('/_next/static/x.js', { host: 'localhost:3000' }, method)).toBe(405);
});

it('asks the framework for whole files without conditions, which it would answer by an error', () => {
  const request = new IncomingMessage(new Socket());
  const headers = {
    host: 'localhost',
    range: 'bytes=9-5',
    'if-range': 'x',
    'if-match': 'x',
    'if-unmodified-since': 'x',
  };
  Object.assign(request, { url: '/screenshot.png', method: 'GET', headers: { ...headers, 'if-none-match': 'y' } });
  expect(outside.answers(request, new ServerResponse(request), 'none')).toBe(false);
  expect(request.headers).toEqual({ host: 'localhost', 'if-none-match': 'y' });
});
