import { strToU8, Zip, ZipDeflate, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { assistantsDialect } from '../upstream/assistants/dialect.ts';
import { IMPORT_LIMITS } from './import-limits.ts';
import { ImportReading } from './read-import.ts';
import { chunksOf, idsOf, readFiles, textOf } from './reading-fixture.ts';
import { run, step, message, thread, assistant, file, list, json, FOUR, sse } from './wire-file-fixture.ts';

describe('shapes', () => {
  test.each([
    ['a run', json(run()), ['run run_1']],
    ['a step', json(step()), ['step step_1']],
    ['a message', json(message), ['message msg_1']],
    ['a thread', json(thread), ['thread thread_1']],
    ['an assistant', json(assistant), ['assistant asst_1']],
    ['a file object', json(file), ['file file-1']],
    ['pretty printed JSON', json(run(), null, 4), ['run run_1']],
    ['a list envelope', json(list(step(), step('step_2'))), ['step step_1', 'step step_2']],
    ['an array', json([run(), step(), message, thread]), FOUR],
    ['objects under their names', json({ run: run(), steps: [step()], messages: list(message), thread }), FOUR],
    ['lines of JSON', [run(), step(), message, thread].map((one) => json(one)).join('\n'), FOUR],
    [
      'lines of JSON that end in CRLF, with an empty one',
      `${json(run())}\r\n\r\n${json(step())}\r\n`,
      ['run run_1', 'step step_1'],
    ],
    [
      'JSON texts that follow each other',
      `${json(run(), null, 2)}\n${json(step(), null, 2)}`,
      ['run run_1', 'step step_1'],
    ],
    ['a JSON sequence', `\u001e${json(run())}\n\u001e${json(step())}\n`, ['run run_1', 'step step_1']],
    ['a byte order mark', `\ufeff${json(run())}`, ['run run_1']],
    ['arrays in arrays', json([[run()], [[step()]]]), ['run run_1', 'step step_1']],
    ['lines of lists', `${json(list(run()))}\n${json([step()])}`, ['run run_1', 'step step_1']],
    [
      'event payloads with their names, one a line',
      `${json({ event: 'thread.run.completed', data: run() })}\n${json({ event: 'done', data: '[DONE]' })}`,
      ['run run_1'],
    ],
  ])('%s', async (_name, text, ids) => {
    for (const chunk of [1, 7, 1e6]) {
      const reading = await readFiles({ x: text }, { chunk });
      expect(reading.refused).toEqual([]);
      expect(idsOf(reading)).toEqual(ids);
    }
  });

  test('UTF-16 in both orders, with and without a mark', async () => {
    const text = json(run('run_1', 'completed', { instructions: 'Grüße, 你好 𝄞' }));
    const little = Buffer.from(text, 'utf16le');
    const big = Buffer.from(little).swap16();
    for (const bytes of [little, big, Buffer.from([0xff, 0xfe, ...little]), Buffer.from([0xfe, 0xff, ...big])]) {
      const reading = await readFiles({ x: bytes }, { chunk: 3 });
      expect(reading.refused).toEqual([]);
      expect(textOf(reading, 'run_1')).toBe(text);
    }
  });

  test('characters of several bytes across chunks', async () => {
    const text = json(run('run_1', 'completed', { instructions: 'Grüße, 你好 𝄞 é' }));
    for (const chunk of [1, 2, 3, 5]) expect(textOf(await readFiles({ x: text }, { chunk }), 'run_1')).toBe(text);
  });

  test('the text of an object stays as it was, byte for byte', async () => {
    const odd =
      '{"id":"step_1" , "object":"thread.run.step","run_id":"run_1","thread_id":"thread_1", "n":1.0, "u":"\\u00e9"}';
    expect(textOf(await readFiles({ x: `{"object":"list","data":[ ${odd} ]}` }), 'step_1')).toBe(odd);
    expect(textOf(await readFiles({ x: `[ ${odd},${json(run())}]` }), 'step_1')).toBe(odd);
    const recorded = `{"exchanges":[{"request":null,"response":{"status":200,"body": ${odd} }}]}`;
    expect(textOf(await readFiles({ x: recorded }), 'step_1')).toBe(odd);
  });

  test('names play no part', async () => {
    const reading = await readFiles({
      'a.png': json(run()),
      'b.zip': sse(['thread.run.step.completed', step()]),
      '': json(thread),
    });
    expect(idsOf(reading)).toEqual(['run run_1', 'step step_1', 'thread thread_1']);
  });

  test('pieces of one run come together from several files; the newest state wins', async () => {
    const reading = await readFiles({
      a: json(run('run_1', 'completed', { completed_at: 1_700_000_100 })),
      b: json(list(step())),
      c: json(run('run_1', 'queued')),
      d: json({ ...message, thread_id: undefined }),
    });
    const { runs } = reading.pool.groups();
    expect(runs).toHaveLength(1);
    expect(runs[0]?.entries.map(({ kind, threadId }) => [kind, threadId])).toEqual([
      ['run', 'thread_1'],
      ['step', 'thread_1'],
      ['message', 'thread_1'],
    ]);
    expect(JSON.parse(textOf(reading, 'run_1'))).toMatchObject({ status: 'completed' });
  });

  test('of equal states the last one counts, and each object once', async () => {
    const reading = await readFiles({
      a: `${json(run('run_1', 'completed', { n: 1 }))}\n${json(run('run_1', 'completed', { n: 2 }))}`,
    });
    expect(reading.counts().objects).toBe(1);
    expect(textOf(reading, 'run_1')).toContain('"n":2');
  });

  test('a list that begins with the newest is turned round', async () => {
    const [newest, oldest] = [step('step_b', { created_at: 5 }), step('step_a', { created_at: 4 })];
    const reading = await readFiles({ a: json(list(newest, oldest)) });
    expect(reading.pool.groups().runs[0]?.entries.map(({ id }) => id)).toEqual(['step_a', 'step_b']);
  });
});

describe('event streams', () => {
  const delta = (code_interpreter: object) => ({
    id: 'step_1',
    object: 'thread.run.step.delta',
    delta: {
      step_details: { type: 'tool_calls', tool_calls: [{ index: 0, type: 'code_interpreter', code_interpreter }] },
    },
  });
  const begun = step('step_1', { status: 'in_progress', step_details: { type: 'tool_calls', tool_calls: [] } });

  test('whole objects count, deltas where none followed', async () => {
    const cut = sse(
      ['thread.run.created', run('run_1', 'queued')],
      ['thread.run.step.created', begun],
      ['thread.run.step.delta', delta({ input: 'print(' })],
      ['thread.run.step.delta', delta({ input: '1)' })],
    );
    for (const text of [
      cut,
      cut.replaceAll('\n', '\r\n'),
      cut.replaceAll('\n', '\r'),
      `: hb\n\n${cut}data: {"id":"ru`,
    ]) {
      for (const chunk of [1, 7, 1e6]) {
        const reading = await readFiles({ x: text }, { chunk });
        expect(reading.refused).toEqual([]);
        expect(JSON.parse(textOf(reading, 'step_1'))).toMatchObject({
          status: 'in_progress',
          step_details: { tool_calls: [{ type: 'code_interpreter', code_interpreter: { input: 'print(1)' } }] },
        });
      }
    }
  });

  test('the whole object replaces the deltas, in event streams and in lines of JSON', async () => {
    const whole = step('step_1', { n: 'whole' });
    const events = [begun, delta({ input: 'a' }), whole];
    const stream = await readFiles({ x: sse(...events.map((one): [string, object] => ['e', one])) });
    const lines = await readFiles({ x: events.map((one) => json(one)).join('\n') });
    for (const reading of [stream, lines]) expect(textOf(reading, 'step_1')).toBe(json(whole));
  });

  test('an event that is not JSON refuses the file, with its line', async () => {
    const reading = await readFiles({ x: sse(['a', run()], ['b', '{"id":}']) });
    expect(idsOf(reading)).toEqual([]);
    expect(reading.refused).toEqual([
      { file: 'x', at: 'line 5, column 13', why: 'The data of this event is not valid JSON.' },
    ]);
  });

  test('a stream of another protocol is one raw', async () => {
    const reading = await readFiles({
      x: sse(['response.created', { type: 'response.created' }], ['x', { type: 'y' }]),
    });
    expect(reading.counts()).toMatchObject({ objects: 0, raw: 1, refused: 0 });
  });
});

describe('zips', () => {
  test('entries are read by their shape, whatever their names', async () => {
    const zip = zipSync({
      'runs/': new Uint8Array(),
      'runs/a.txt': strToU8(json(run())),
      '../../etc/passwd': strToU8(json(step())),
      'C:\\x.json': strToU8(sse(['thread.message.completed', message])),
      '__MACOSX/._a': strToU8('junk'),
      'stored.json': [strToU8(json(thread)), { level: 0 }],
      'note.md': strToU8('# Notes'),
    });
    for (const chunk of [1, 64, 1e6]) {
      const reading = await readFiles({ 'a.bin': zip }, { chunk });
      expect(idsOf(reading)).toEqual(FOUR);
      expect(reading.refused).toEqual([
        {
          file: 'a.bin/note.md',
          at: 'line 1, column 1',
          why: 'This is neither JSON, lines of JSON, an event stream nor a zip.',
        },
      ]);
    }
  });

  /** A zip written as it goes: the sizes of its entries stand behind them. */
  function streamed(entries: Record<string, Uint8Array>): Uint8Array {
    const parts: Uint8Array[] = [];
    const zip = new Zip((_error, bytes) => parts.push(bytes));
    for (const [name, bytes] of Object.entries(entries)) {
      const entry = new ZipDeflate(name);
      zip.add(entry);
      entry.push(bytes, true);
    }
    zip.end();
    return Buffer.concat(parts);
  }

  test.each([
    ['with sizes before the entries', zipSync],
    ['with sizes behind them', streamed],
  ])('many small entries and large ones among them, %s', async (_name, pack) => {
    const noise = Array.from({ length: 4000 }, (_, n) => Math.sin(n).toString(36)).join(' ');
    const large = run('run_large', 'completed', { instructions: noise });
    const entries = Array.from({ length: 300 }, (_, n) => [`${n}.json`, strToU8(json(run(`run_${n}`)))] as const);
    const zip = pack({
      ...Object.fromEntries(entries),
      'large.json': strToU8(json(large)),
      'z.json': strToU8(json(step())),
    });
    for (const chunk of [1000, 1e6]) {
      const reading = await readFiles({ 'a.zip': zip }, { chunk });
      expect(reading.refused).toEqual([]);
      expect(reading.counts()).toMatchObject({ files: 302, objects: 302 });
      expect(textOf(reading, 'run_large')).toBe(json(large));
      expect(textOf(reading, 'run_299')).toBe(json(run('run_299')));
    }
  });

  test('one that is there as a whole and says too many entries is refused before it is read', async () => {
    const zip = zipSync(Object.fromEntries([1, 2, 3].map((n) => [`${n}.json`, strToU8(json(run(`run_${n}`)))])));
    const read = async (entries: number) => {
      let passed = 0;
      const reading = new ImportReading([assistantsDialect], { ...IMPORT_LIMITS, entries });
      const chunks = (async function* () {
        for await (const chunk of chunksOf(zip, 16)) {
          passed += chunk.length;
          yield chunk;
        }
      })();
      await reading.read(
        { name: 'a.zip', chunks, tail: async (most) => zip.slice(-most) },
        new AbortController().signal,
      );
      return { passed, refused: reading.refused.map(({ why }) => why), objects: reading.counts().objects };
    };
    expect(await read(3)).toEqual({ passed: zip.length, refused: [], objects: 3 });
    const { passed, refused } = await read(2);
    expect(refused).toEqual([expect.stringContaining('A zip may have 2 entries')]);
    expect(passed).toBe(16);
  });
});
