import { expect, it, vi } from 'vitest';
import { nodeOfValue } from './json-node.ts';
import { writeJson } from './write-json.ts';

/** Some 3 MB. */
const large = Array.from({ length: 20_000 }, (_, id) => ({
  id,
  'odd "key"': id / 7,
  text: `caf\u00e9 \u2028 \ud83d ${'words '.repeat(15)}`,
  empty: [{}, []],
  none: null,
}));

it('writes a small value at once', () => {
  expect(writeJson(nodeOfValue({ a: [1, 'x'], b: {} }))).toBe('{\n  "a": [\n    1,\n    "x"\n  ],\n  "b": {}\n}');
  expect(writeJson(nodeOfValue('x'))).toBe('"x"');
  expect(writeJson(nodeOfValue([]))).toBe('[]');
});

it('writes a large one in slices while others get their turn, byte for byte as JSON.stringify', async () => {
  const clock = vi.spyOn(performance, 'now');
  // Each look at the clock is 5 ms later, so a slice has three parts of 64 KiB however fast the machine is.
  let now = 0;
  clock.mockImplementation(() => (now += 5));
  let turns = 0;
  const timer = setInterval(() => turns++);
  const text = writeJson(nodeOfValue(large));
  expect(text).toBeInstanceOf(Promise);
  const blob = await text;
  clearInterval(timer);
  clock.mockRestore();
  expect(turns).toBeGreaterThan(5);
  if (typeof blob === 'string') throw new Error('at once');
  expect(blob.type).toBe('text/plain');
  const bytes = Buffer.from(await blob.arrayBuffer());
  expect(bytes.equals(Buffer.from(JSON.stringify(large, null, 2)))).toBe(true);
});
