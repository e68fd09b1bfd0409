import { expect, test } from 'vitest';
import type { OpenItem } from '#lib/contract/source-schema.ts';
import type { Command } from '../commands/command.ts';
import { looksLikeId, paletteItems } from './palette-items.ts';

const item = (kind: OpenItem['kind'], id: string, label = ''): OpenItem => ({
  kind,
  id,
  label,
  status: null,
  source: 'sample',
  href: `/${kind}s/sample/${id}`,
});
const command = (does: string, more: Partial<Command> = {}): Command => ({
  id: does,
  keys: ['E'],
  does,
  group: 'This list',
  run: () => {},
  ...more,
});
const commands = [command('Next error'), command('Copy the ID of the run'), command('Back out', { palette: false })];
const thread = [item('thread', 'thread_9', '3 runs'), item('run', 'run_8dVw', 'Retry, completed in 21.0 s')];
const all = (text: string, found: OpenItem[] = [], related = thread) =>
  paletteItems(text, found, related, commands).map((each) => `${each.group}: ${each.id}`);
/** Without the search, which stands last for every text. */
const names = (...args: Parameters<typeof all>) => all(...args).filter((name) => name !== 'Search: search');

test('without a text everything that belongs to the page is offered', () => {
  expect(names('')).toEqual([
    'In the same thread: open /threads/sample/thread_9',
    'In the same thread: open /runs/sample/run_8dVw',
    'Actions: do Next error',
    'Actions: do Copy the ID of the run',
  ]);
});

test('what is found stands first, and once', () => {
  expect(all('8dVw', [item('run', 'run_8dVw'), item('thread', 'thread_1')])).toEqual([
    'Run: open /runs/sample/run_8dVw',
    'Thread: open /threads/sample/thread_1',
    'Search: search',
  ]);
});

test('related things must hold all words, in any case', () => {
  expect(names('retry COMPLETED')).toEqual(['In the same thread: open /runs/sample/run_8dVw']);
  expect(names('retry failed')).toEqual([]);
});

test('a command is found by how its words begin', () => {
  expect(names('ne err')).toEqual(['Actions: do Next error']);
  expect(names('id cop')).toEqual(['Actions: do Copy the ID of the run']);
  expect(names('rror')).toEqual([]);
  expect(names('back')).toEqual([]);
});

test('of a long thread the first few are offered', () => {
  const many = Array.from({ length: 30 }, (_, i) => item('run', `run_${i}`));
  expect(names('run', [], many).filter((name) => name.startsWith('In'))).toHaveLength(6);
});

test('a search in all runs stands last for every text but none', () => {
  expect(all('ne err').at(-1)).toBe('Search: search');
  expect(all('')).not.toContain('Search: search');
  expect(['run_alone', 'https://host/x', '8dVw'].every(looksLikeId)).toBe(true);
  expect(['refund', 'rate_limit exceeded', 'order 48213'].some(looksLikeId)).toBe(false);
});
