import { expect, test, vi } from 'vitest';
import { LINES } from '../../commands/command.ts';
import { timelineKeys } from '../../timeline/timeline-keys.ts';
import { TimelineView } from '../../timeline/timeline-view.ts';
import { timelineCommands } from './timeline-commands.ts';

const timeline = new TimelineView({
  start: 0,
  end: 1000,
  zero: 0,
  live: false,
  orderOnly: false,
  events: [],
  gapsOf: () => [],
});
const keys = timelineKeys(timeline);

test('every key of the timeline is a command with its line', () => {
  const commands = timelineCommands(keys, { times: true, live: true, controls: true });
  expect(commands.map((command) => command.keys)).toEqual(keys.map((each) => each.keys));
  expect(commands.filter((command) => !LINES.includes(command.group))).toEqual([]);
  expect(new Set(commands.map((command) => command.id)).size).toBe(keys.length);
});

test('what a run has not got has no key', () => {
  const off = timelineCommands(keys, { times: false, live: false, controls: true }).filter(
    (command) => command.enabled === false,
  );
  expect(off.flatMap((command) => command.keys)).toEqual(['I', 'L']);
});

test('where there are no controls, as on phones, everything is in view: nothing is zoomed or moved', () => {
  const off = timelineCommands(keys, { times: true, live: true, controls: false }).filter(
    (command) => command.enabled === false,
  );
  expect(off.flatMap((command) => command.keys)).toEqual(['W', '+', 'S', '-', '−', 'A', 'D']);
});

test('a key that has nothing to do yet is not run', () => {
  const run = vi.fn();
  const [command] = timelineCommands([{ keys: ['0'], does: 'fit', active: () => false, run }], {
    times: true,
    live: false,
    controls: true,
  });
  command?.run(null);
  expect(run).not.toHaveBeenCalled();
});

test('zoom and pan let go of what goes on, the key that follows takes it up', () => {
  const onFollow = vi.fn();
  const commands = timelineCommands(keys, { times: true, live: true, controls: true }, onFollow);
  const told = (key: string) => {
    onFollow.mockClear();
    commands.find((command) => command.keys.includes(key))?.run(null);
    return onFollow.mock.calls.flat();
  };
  expect(['W', 'S', 'A', 'D', 'L', '0', 'I'].map(told)).toEqual([[false], [false], [false], [false], [true], [], []]);
});
