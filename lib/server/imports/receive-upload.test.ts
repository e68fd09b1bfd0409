import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { receiveUpload, uploadedFiles } from './receive-upload.ts';

const { signal } = new AbortController();
const MB = 1024 * 1024;

// A folder of its own: elsewhere a server that was killed may have left what it had just opened.
const folder = mkdtempSync(join(tmpdir(), 'receive-upload-'));
vi.stubEnv('TMPDIR', folder);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function request(body: BodyInit, headers: Record<string, string> = {}): Request {
  return new Request('http://localhost/api/imports', { method: 'POST', body, headers });
}

async function contents(body: BodyInit, headers: Record<string, string> = {}, most = MB) {
  const upload = await receiveUpload(request(body, headers), most, signal);
  const found: [string, string][] = [];
  for (const { name, chunks } of uploadedFiles(upload)) {
    const bytes: Uint8Array[] = [];
    for await (const chunk of chunks) bytes.push(chunk);
    found.push([name, Buffer.concat(bytes).toString()]);
  }
  expect(left()).toBe(0);
  await upload.close();
  return found;
}

const left = () => readdirSync(folder).length;

test('a raw body is one file', async () => {
  expect(await contents('{"a":1}', { 'content-type': 'application/json' })).toEqual([['the pasted text', '{"a":1}']]);
  expect(await contents('PK', { 'content-type': 'application/zip' })).toEqual([['the upload', 'PK']]);
});

test('a form has many files, whose names may carry folders; other fields are passed over', async () => {
  const form = new FormData();
  form.append('file', new Blob(['one']), 'runs/a.json');
  form.append('note', 'hello');
  form.append('file', new Blob(['']), 'empty.json');
  form.append('file', new Blob(['x'.repeat(300_000)]), '../../etc/passwd');
  const found = await contents(form);
  expect(found.map(([name, text]) => [name, text.length])).toEqual([
    ['runs/a.json', 3],
    ['empty.json', 0],
    ['../../etc/passwd', 300_000],
  ]);
});

test('what is too large is refused, said beforehand or not, and nothing is left', async () => {
  const too = { failure: { code: 'payload_too_large' } };
  await expect(contents('x'.repeat(2000), {}, 1000)).rejects.toMatchObject(too);
  const form = new FormData();
  form.append('file', new Blob(['x'.repeat(3 * MB)]), 'a');
  await expect(contents(form)).rejects.toMatchObject(too);
  await expect(receiveUpload(request('x', { 'content-length': '99999999' }), 1000, signal)).rejects.toMatchObject(too);
  expect(left()).toBe(0);
});

test('what is no upload is refused', async () => {
  const invalid = { failure: { code: 'invalid_request' } };
  await expect(contents('x', { 'content-encoding': 'gzip' })).rejects.toMatchObject(invalid);
  await expect(contents('no form', { 'content-type': 'multipart/form-data; boundary=x' })).rejects.toMatchObject(
    invalid,
  );
  await expect(contents('x', { 'content-type': 'multipart/form-data' })).rejects.toMatchObject(invalid);
  const cut = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf';
  await expect(contents(cut, { 'content-type': 'multipart/form-data; boundary=x' })).rejects.toMatchObject(invalid);
  const form = new FormData();
  form.append('other', 'x');
  await expect(contents(form)).rejects.toMatchObject(invalid);
  await expect(receiveUpload(new Request('http://h/', { method: 'POST' }), MB, signal)).rejects.toMatchObject(invalid);
});

test('a folder that cannot be written is told with what to do, and so is one that is not there', async () => {
  vi.stubEnv('TMPDIR', join(folder, 'nowhere'));
  const said = receiveUpload(request('{"a":1}'), MB, signal).catch((error: unknown) => error);
  expect(await said).toMatchObject({
    failure: { code: 'archive_full', message: expect.stringMatching(/cannot be written \(ENOENT\).*TMPDIR/) },
  });
  vi.stubEnv('TMPDIR', folder);
});

test('the end of an uploaded file can be read before the rest', async () => {
  const form = new FormData();
  form.append('file', new Blob(['first file']), 'a');
  form.append('file', new Blob(['x'.repeat(70_000), 'the end']), 'b');
  const upload = await receiveUpload(request(form), MB, signal);
  const [a, b] = uploadedFiles(upload);
  expect(Buffer.from((await a?.tail?.(4)) ?? []).toString()).toBe('file');
  expect(Buffer.from((await b?.tail?.(7)) ?? []).toString()).toBe('the end');
  expect((await b?.tail?.(1e9))?.length).toBe(70_007);
  await upload.close();
});
