import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { wantImport } from '#lib/client/import-signal.ts';
import { Commands } from '../commands/commands.tsx';
import { ImportAnywhere } from './import-anywhere.tsx';

const push = vi.hoisted(() => vi.fn());
const started = vi.hoisted(() => vi.fn(async () => undefined));
const busy = vi.hoisted(() => ({ now: false }));
vi.mock('next/navigation', () => ({ useRouter: () => ({ push }) }));
vi.mock('#lib/client/import-session.ts', () => ({ startImport: started, isImporting: () => busy.now }));

beforeEach(() => {
  push.mockClear();
  started.mockClear();
  busy.now = false;
  render(
    <Commands>
      <input aria-label="Field" />
      <main>Page</main>
      <ImportAnywhere />
    </Commands>,
  );
});

const file = new File(['{}'], 'run.json');
const names = () =>
  (started.mock.calls as unknown as [{ name: string }[]][]).map(([files]) => files.map(({ name }) => name));
const pasted = (text: string) => ({ clipboardData: { files: [], getData: () => text } });
const dropped = (files: readonly File[]) => ({
  dataTransfer: {
    types: ['Files'],
    items: files.map((one) => ({ kind: 'file', webkitGetAsEntry: () => null, getAsFile: () => one })),
  },
});

test('a drag with files shows where to drop, and a drop is imported', async () => {
  const page = screen.getByText('Page');
  fireEvent.dragOver(page, { dataTransfer: { types: ['text/plain'] } });
  expect(screen.queryByText('Drop to import')).toBeNull();
  fireEvent.dragOver(page, dropped([file]));
  expect(await screen.findByText('Drop to import')).toBeVisible();
  fireEvent.dragLeave(page, { ...dropped([]), relatedTarget: null });
  expect(screen.queryByText('Drop to import')).toBeNull();
  fireEvent.dragOver(page, dropped([file]));
  fireEvent.drop(page, dropped([file]));
  expect(screen.queryByText('Drop to import')).toBeNull();
  await waitFor(() => expect(names()).toEqual([['run.json']]));
  expect(push).toHaveBeenCalledExactlyOnceWith('/import');
});

test('a folder is read with the paths of its files', async () => {
  const inner = {
    isFile: true,
    isDirectory: false,
    fullPath: '/runs/a/run.json',
    file: (take: (one: File) => void) => take(file),
  };
  const readerOf = (entries: unknown[]) => () => ({
    readEntries: (take: (found: unknown[]) => void) => take(entries.splice(0)),
  });
  const sub = { isFile: false, isDirectory: true, createReader: readerOf([inner]) };
  const folder = { isFile: false, isDirectory: true, createReader: readerOf([sub]) };
  const items = [{ kind: 'file', webkitGetAsEntry: () => folder, getAsFile: () => null }];
  fireEvent.drop(screen.getByText('Page'), { dataTransfer: { types: ['Files'], items } });
  await waitFor(() => expect(names()).toEqual([['runs/a/run.json']]));
});

test('JSON pasted outside a field is imported; other text, and text for a field, is left alone', async () => {
  fireEvent.paste(screen.getByLabelText('Field'), pasted('{"id":"run_1"}'));
  fireEvent.paste(screen.getByText('Page'), pasted('thread_abc'));
  fireEvent.paste(screen.getByText('Page'), pasted('{"id":"run_1"}'));
  await waitFor(() => expect(names()).toEqual([['pasted text']]));
});

test('a text that another part hands over is imported; one import at a time', async () => {
  act(() => wantImport('{"id":"run_1"}'));
  await waitFor(() => expect(started).toHaveBeenCalledOnce());
  busy.now = true;
  act(() => wantImport('{"id":"run_2"}'));
  await waitFor(() => expect(push).toHaveBeenCalledTimes(2));
  expect(started).toHaveBeenCalledOnce();
});
