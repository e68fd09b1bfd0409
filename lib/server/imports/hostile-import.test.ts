import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { idsOf, readFiles, textOf } from './reading-fixture.ts';

const run = { id: 'run_1', object: 'thread.run', thread_id: 'thread_1', status: 'completed' };
const good = JSON.stringify(run);
const MB = 1024 * 1024;

async function refusal(content: string | Uint8Array, limits = {}) {
  const reading = await readFiles({ bad: content, good }, { limits, chunk: 4096 });
  // The others go on, and nothing of a refused file is left.
  expect(idsOf(reading)).toEqual(['run run_1']);
  expect(textOf(reading, 'run_1')).toBe(good);
  expect(reading.refused).toHaveLength(1);
  return `${reading.refused[0]?.at}: ${reading.refused[0]?.why}`;
}

const other = '{"id":"run_2","object":"thread.run","thread_id":"thread_1"}';

describe('broken files', () => {
  test.each([
    ['nothing', '', ': The file is empty.'],
    ['blanks', ' \r\n\t', ': The file is empty.'],
    ['a mark alone', '\ufeff', ': The file is empty.'],
    ['prose', '\n\nHello there', 'line 3, column 1: This is neither JSON'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'byte 0: This is neither UTF-8 nor UTF-16'],
    ['gzip', Buffer.from('1f8b0800000000000003', 'hex'), 'byte 1: This is neither UTF-8 nor UTF-16'],
    ['Latin-1 in the middle', Buffer.from(`{"a":"${'x'.repeat(5000)}\xe9t\xe9"}`, 'latin1'), 'byte 5006: '],
    ['a cut file', other.slice(0, 30), 'line 1, column 31: The file ends inside a value.'],
    ['a bare word before a cut', '{"id":"run_2", oops', 'line 1, column 16: This is not valid JSON.'],
    ['a quote too few', '{"id: 1}\n{"b": 2}\n', 'line 1, column 2: This is not valid JSON.'],
    ['a cut word', '{"id":"run_2","n":tr', 'The file ends inside a value.'],
    ['a cut number', '{"id":"run_2","n":1.', 'The file ends inside a value.'],
    ['a cut escape', '{"id":"run_2\\', 'The file ends inside a value.'],
    ['a cut character', Buffer.from('{"a":"é"}').subarray(0, 7), 'byte 6: '],
    ['a second line that is broken', `${other}\n{"a" 1}\n${other}`, 'line 2, column 6: This is not valid JSON.'],
    ['a broken member', `{\n  "id": "run_2",\n  "n": 01\n}`, 'line 3, column 9: This is not valid JSON.'],
    ['a comma too many', `[${other},]`, 'This is not JSON|comma'],
    ['no comma', `[${other} ${other}]`, 'comma'],
    ['an open array', `[${other}`, 'The file ends inside a value.'],
    ['something behind', `${other}\nx`, 'line 2, column 1: This is not valid JSON.'],
    ['a bare line break in a string', '{"a":"\n"}', 'line 1, column 6: This is not valid JSON.'],
    ['NaN', '{"id":"run_2","object":"thread.run","n":NaN}', 'This is not valid JSON.'],
    ['JSON of something else', '{"name":"x","version":"1"}', 'line 1, column 1: This is JSON, but no run'],
    ['numbers', '[1,2,3]', 'line 1, column 2: This is JSON, but no run'],
    ['an empty list', '{"object":"list","data":[]}', 'line 1, column 1: This is JSON, but no run'],
    ['an empty array', '[]', ': There is nothing in this file.'],
    ['a stream with a foreign line', 'event: a\ndata: 1\nwhat is this\n\n', 'line 3, column 1: '],
  ])('%s', async (_name, content, why) => {
    expect(await refusal(content)).toMatch(
      new RegExp(
        why
          .split('|')
          .map((one) => one.replace(/[.*+?()[\]]/g, '\\$&'))
          .join('|'),
      ),
    );
  });

  test('an object whose id could never be asked for is refused, and the report says why', async () => {
    for (const id of ['../x', 'a b', '', 'x'.repeat(129), 5, null]) {
      const reading = await readFiles({ a: JSON.stringify({ id, object: 'thread.run' }) });
      expect(reading.counts()).toMatchObject({ objects: 0, raw: 0, refused: 1 });
      const why = typeof id === 'string' ? /^This run has an id that cannot be used/ : /^This run has no id/;
      expect(reading.refused[0]).toEqual({ file: 'a', at: 'line 1, column 1', why: expect.stringMatching(why) });
    }
  });

  const bad = '{"id":"../x","object":"thread.run"}';
  const foreign = '{"object":"response","id":"resp_1"}';
  test.each([
    ['lines', `${good}\n${bad}\n{"a":1}\n7\n${foreign}\n{"object":"list","data":[]}\n`, [2, 1], [3, 1]],
    ['an array', `[${good},\n${bad},\n{"a":1}, 7, [], ${foreign}]`, [2, 1], [3, 1]],
    ['a list', `{"object":"list","data":[${good},\n${bad},\n{"a":1}, 7, ${foreign}]}`, [2, 1], [3, 1]],
    ['lists by name', `{"run":${good},"steps":[\n${bad},\n{"a":1}, 7, ${foreign}]}`, [2, 1], [3, 1]],
    ['a stream', `data: ${good}\n\ndata: ${bad}\n\ndata: ${foreign}\n\ndata: [DONE]\n\n`, [3, 7], null],
  ])('what nothing is known of beside what is kept is told: %s', async (_name, text, id, unknown) => {
    const reading = await readFiles({ a: text });
    expect(reading.counts()).toMatchObject({ objects: 1, raw: 1 });
    const left = 'passed over; the rest of this file was kept.';
    const told = (place: number[], why: string) => ({
      file: 'a',
      at: `line ${place[0]}, column ${place[1]}`,
      why: expect.stringMatching(new RegExp(`^${why}.* ${left}$`)),
    });
    expect(reading.refused).toEqual([
      told(id, 'This run has an id that cannot be used.* It was'),
      ...(unknown ? [told(unknown, 'This is JSON, but no run.* It and 1 more like it were')] : []),
    ]);
  });
});

describe('limits', () => {
  test('depth, in a value and around values', async () => {
    expect(await refusal(`${'['.repeat(300)}${other}${']'.repeat(300)}`)).toContain('deep');
    expect(await refusal('['.repeat(1_000_000))).toContain('The file ends inside a value');
    expect(await refusal(`{"id":"run_2","object":"thread.run","a":${'['.repeat(300)}x${']'.repeat(300)}}`)).toBe(
      'line 1, column 341: This is not valid JSON.',
    );
    expect(await refusal(`{"runlens":1,"x":${'{"a":'.repeat(1000)}`)).toContain('deep');
    const deepest = `{"id":"run_2","object":"thread.run","thread_id":"t","a":${'['.repeat(199)}${']'.repeat(199)}}`;
    expect(idsOf(await readFiles({ a: deepest }))).toEqual(['run run_2']);
  });

  test('what nests too deeply is told, and everything else of its file is kept', async () => {
    const deep = `{"id":"run_2","object":"thread.run","thread_id":"t","a":${'['.repeat(300)}7${']'.repeat(300)},"b":1}`;
    const told = (at: string) => [
      {
        file: 'a',
        at,
        why: 'This nests deeper than 200 levels. It is kept in the raw JSON, and not shown; the rest of this file was kept.',
      },
    ];
    const forms: [string, string, string][] = [
      ['a line', `${good}\n${deep}`, 'line 2, column 64'],
      ['an element', `[${good},${deep}]`, `line 1, column ${good.length + 66}`],
      ['a member of a list', `{"object":"list","data":[${good},\n${deep}]}`, 'line 2, column 64'],
      [
        'a line of ours',
        `${good}\n{"kind":"run","id":"run_2","threadId":"t","runId":null,"createdAt":1,"object":${deep}}`,
        '',
      ],
      ['an event', `data: ${good}\n\nevent: thread.run.created\ndata: ${deep}\n\n`, ''],
    ];
    for (const [form, content, at] of forms) {
      const reading = await readFiles({ a: content }, { chunk: 50 });
      expect(idsOf(reading), form).toEqual(['run run_1', 'run run_2']);
      expect(textOf(reading, 'run_2'), form).toBe(deep);
      expect(reading.refused, form).toEqual(told(at === '' ? expect.stringMatching(/^line \d+, column \d+$/) : at));
    }
  });

  test('an object that is too deep only with what stands around it is kept as any other', async () => {
    const deepest = `{"id":"run_2","object":"thread.run","thread_id":"t","a":${'['.repeat(199)}${']'.repeat(199)}}`;
    const reading = await readFiles({ a: `{"object":"list","data":[${deepest}]}` });
    expect(textOf(reading, 'run_2')).toBe(deepest);
    expect(reading.refused).toEqual([]);
  });

  test('the size of one value, wherever it stands; many small ones pass', async () => {
    const limits = { value: 10_000 };
    const big = `{"id":"run_2","object":"thread.run","a":"${'x'.repeat(20_000)}"}`;
    expect(await refusal(big, limits)).toBe('line 1, column 1: A single value may have 0 MB; this is larger.');
    expect(await refusal(`${other}\n[${other},\n${big}]`, limits)).toMatch(/^line 3, column 1: /);
    expect(await refusal(`data: ${'x'.repeat(20_000)}`, limits)).toContain('A single event');
    const lines = Array.from({ length: 1000 }, (_, i) => other.replace('run_2', `run_${i}`)).join('\n');
    expect((await readFiles({ a: lines }, { limits })).counts().objects).toBe(1000);
    expect((await readFiles({ a: `[${lines.replaceAll('\n', ',')}]` }, { limits })).counts().objects).toBe(1000);
  });

  test('the number of files', async () => {
    const reading = await readFiles({ a: good, b: other, c: good }, { limits: { files: 2 } });
    expect(reading.refused.map(({ file }) => file)).toEqual(['c']);
  });

  test('refusals are listed up to a number, then counted', async () => {
    const files = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`f${i}`, 'x']));
    const reading = await readFiles(files, { limits: { refusals: 3 } });
    expect([reading.refused.length, reading.moreRefused, reading.counts().refused]).toEqual([3, 6, 9]);
  });
});

describe('names of JavaScript itself', () => {
  test('are data: nothing is changed by them, and the text keeps them', async () => {
    const text = `{"id":"run_2","object":"thread.run","thread_id":"t","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`;
    const delta = `{"id":"step_9","object":"thread.run.step.delta","delta":{"__proto__":{"polluted":1},"step_details":{"type":"tool_calls","\\u005f_proto__":{"polluted":1}}}}`;
    const reading = await readFiles({
      a: `${text}\n${delta}`,
      b: `{"exchanges":[{"__proto__":{},"response":{"body":${text}}}]}`,
    });
    expect(reading.refused).toEqual([]);
    expect(textOf(reading, 'run_2')).toBe(text);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(textOf(reading, 'step_9')).not.toContain('polluted');
  });
});

function placesOf(bytes: Buffer, signature: number): number[] {
  const wanted = Buffer.alloc(4);
  wanted.writeUInt32LE(signature);
  const places: number[] = [];
  for (let at = bytes.indexOf(wanted); at !== -1; at = bytes.indexOf(wanted, at + 1)) places.push(at);
  return places;
}

describe('zips', () => {
  const zip = (entries: Parameters<typeof zipSync>[0]) => zipSync(entries);

  test('a bomb is refused as a whole, before it is unpacked', async () => {
    const bomb = zip({ 'a.json': strToU8(other), 'b.json': new Uint8Array(60 * MB).fill(0x20) });
    expect(bomb.length).toBeLessThan(MB);
    expect(await refusal(bomb)).toMatch(/^byte \d+: Unpacked, this is more than 200 times larger/);
    expect(await refusal(bomb, { ratio: 1e9, unpacked: 20 * MB })).toMatch(/Unpacked, a zip may have 20 MB/);
  });

  test('many entries', async () => {
    const entries = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${i}.json`, strToU8(other)]));
    expect(await refusal(zip(entries), { entries: 49 })).toContain('A zip may have 49 entries');
  });

  test('a zip that is cut off or damaged brings nothing', async () => {
    const whole = zip({
      'a.json': strToU8(other),
      'b.json': strToU8(JSON.stringify({ ...run, id: 'run_3', t: Math.random() })),
    });
    expect(await refusal(whole.subarray(0, 60))).toContain('damaged or was cut off');
    for (const missing of [1, 22, 60, 120]) {
      expect(await refusal(whole.subarray(0, whole.length - missing))).toContain('cut off');
    }
  });

  test('an entry that is damaged brings nothing', async () => {
    const damaged = zip({ 'a.json': strToU8(other), 'b.json': strToU8(good) });
    damaged.fill(0xff, 40, 60);
    const reading = await readFiles({ z: damaged });
    expect(idsOf(reading)).not.toContain('run run_2');
    expect(reading.refused).toHaveLength(1);
  });

  test('an entry whose checksum is wrong is refused alone, with its place, packed or not', async () => {
    for (const level of [0, 6] as const) {
      const packed = zipSync({ 'a.json': strToU8(other), 'b.json': strToU8(good) }, { level });
      const bytes = Buffer.from(packed);
      // Stored, a digit of the id changes; packed, only the checksum in the directory does, as after a flip that still unpacks.
      const listed = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
      if (level === 0) bytes[bytes.indexOf('run_2') + 4] = 0x33;
      else bytes.writeUInt32LE(1, listed + 16);
      const reading = await readFiles({ 'x.zip': bytes });
      expect(idsOf(reading)).toEqual(['run run_1']);
      expect(reading.refused).toEqual([
        {
          file: 'x.zip/a.json',
          at: 'byte 0 of the zip',
          why: 'This entry is damaged: its checksum is not that of its contents.',
        },
      ]);
    }
  });

  test('entries that the directory does not list, and a directory that lists more, are refused', async () => {
    const three = Buffer.from(zipSync({ 'a.json': strToU8(other), 'b.json': strToU8(good), c: strToU8(good) }));
    const [a = 0, b = 0] = placesOf(three, 0x02014b50);
    const end = three.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    const fewer = Buffer.concat([three.subarray(0, a), three.subarray(b)]);
    fewer.writeUInt32LE(end - b, fewer.length - 10);
    const reading = await readFiles({ 'x.zip': fewer });
    expect(idsOf(reading)).toEqual(['run run_1']);
    expect(reading.refused).toMatchObject([{ file: 'x.zip/a.json', why: expect.stringContaining('does not list') }]);
    const second = three.indexOf(Buffer.from([0x50, 0x4b, 3, 4]), 4);
    expect(await refusal(Buffer.concat([three.subarray(second)]))).toContain('lists 3 entries, of which 2 were found');
  });

  test('an empty zip, a method that is not known', async () => {
    expect(await refusal(zip({}))).toBe(': The zip is empty.');
    const odd = zip({ 'a.json': strToU8(other) });
    odd[8] = 93;
    expect(await refusal(odd)).toContain('is packed by method 93');
  });

  test('a zip in a zip is refused alone', async () => {
    const outer = zip({ 'in.json': zip({ 'a.json': strToU8(other) }), 'good.json': strToU8(good) });
    const reading = await readFiles({ z: outer }, { chunk: 1000 });
    expect(idsOf(reading)).toEqual(['run run_1']);
    expect(reading.refused.map(({ file, why }) => `${file} ${why}`)).toEqual([
      'z/in.json A zip within a zip is not unpacked. Unpack it and import what is inside.',
    ]);
  });
});
