import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { fileHeadQuery } from './file-queries.ts';

const url = (file: string) => `/api/runs/s/k/files/${file}`;
const read = (file: string) => new QueryClient().fetchQuery(fileHeadQuery(url, file));
const answer = (headers: Record<string, string>, status = 200) => {
  const asked = vi.fn(async () => new Response(null, { status, headers }));
  vi.stubGlobal('fetch', asked);
  return asked;
};

afterEach(() => vi.unstubAllGlobals());

test('reads name and size from the headers alone', async () => {
  const asked = answer({
    'content-disposition': 'attachment; filename="a_b.csv"; filename*=UTF-8\'\'a%20%C3%BC.csv',
    'x-file-bytes': '412',
  });
  expect(await read('file-1')).toEqual({ name: 'a ü.csv', bytes: 412 });
  expect(asked).toHaveBeenCalledWith('/api/runs/s/k/files/file-1', expect.objectContaining({ method: 'HEAD' }));
});

test('an id in place of a name is no name, and what is not said is null', async () => {
  answer({ 'content-disposition': "attachment; filename*=UTF-8''file-1" });
  expect(await read('file-1')).toEqual({ name: null, bytes: null });
  answer({ 'content-disposition': "attachment; filename*=UTF-8''%E0%A4%A", 'x-file-bytes': 'many' });
  expect(await read('file-2')).toEqual({ name: null, bytes: null });
});

test('a file that has gone is null', async () => {
  answer({}, 404);
  expect(await read('file-1')).toBeNull();
});
