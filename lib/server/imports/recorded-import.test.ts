import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isJsonObject, type Json } from '../../domain/json.ts';
import { idsOf, readFiles } from './reading-fixture.ts';

const KINDS: Record<string, string> = { 'thread.run': 'run', 'thread.run.step': 'step', 'thread.message': 'message' };

/** Every Assistants run, step and message in a recorded value, by kind and id. */
function idsIn(value: Json): string[] {
  if (typeof value === 'string') {
    return value
      .split(/\r?\n/)
      .flatMap((line) => (line.startsWith('data: {') ? idsIn(JSON.parse(line.slice(6)) as Json) : []));
  }
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (!isJsonObject(value)) return [];
  const kind = typeof value.object === 'string' ? KINDS[value.object] : undefined;
  const own = kind && typeof value.id === 'string' ? [`${kind} ${value.id}`] : [];
  return [...own, ...Object.values(value).flatMap(idsIn)];
}

const folder = process.env.RUNLENS_RECORDINGS;
if (!folder)
  process.stdout.write('imports: recordings skipped, RUNLENS_RECORDINGS names no folder of recorded exchanges\n');

test.skipIf(!folder)(
  'every recorded run, step and message is found in the folder as it is',
  { timeout: 120_000 },
  async () => {
    const names = readdirSync(folder ?? '', { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name));
    const files = Object.fromEntries(names.map((name) => [name, readFileSync(name)]));
    const expected = new Set(
      names
        .filter((name) => name.endsWith('.json'))
        .flatMap((name) => {
          const { exchanges } = JSON.parse(readFileSync(name, 'utf8')) as { exchanges: { response: { body: Json } }[] };
          return exchanges.flatMap(({ response }) => idsIn(response.body));
        }),
    );
    const reading = await readFiles(files, { chunk: 65_536 });
    const found = new Set(idsOf(reading));
    expect([...expected].filter((id) => !found.has(id))).toEqual([]);
    expect(expected.size).toBeGreaterThan(90);
    // Bodies of other protocols are kept; what is no JSON at all is refused by name.
    expect(reading.counts().raw).toBeGreaterThan(40);
    expect(reading.refused.every(({ file }) => !file.endsWith('.json'))).toBe(true);
    expect(reading.pool.groups().runs.filter(({ threadId }) => threadId === null)).toEqual([]);
  },
);
