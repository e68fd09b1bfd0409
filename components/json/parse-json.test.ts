import { describe, expect, it } from 'vitest';
import { type JsonNode, nodeOfValue } from './json-node.ts';
import { parseJson, parseJsonSlowly } from './parse-json.ts';
import { writeJson } from './write-json.ts';

/** A node as JSON text, however long that takes. */
async function written(node: JsonNode): Promise<string> {
  const text = await writeJson(node);
  return typeof text === 'string' ? text : text.text();
}

const SAMPLES = [
  '{"a":[1,-0.5e-3,true,false,null,"x\\ny\\u00e9 \\" \\\\"],"b":{},"c":[],"":" "}',
  ' [ { "a" : 1 } , [ ] ] \n',
  '"text"',
  '-0',
  'null',
];

describe('parseJson', () => {
  it.each(SAMPLES)('reads what JSON.parse reads: %s', async (text) => {
    const { node } = parseJson(text);
    expect(node && JSON.parse(await written(node))).toEqual(JSON.parse(text));
  });

  it('keeps the digits of numbers, the order of keys and keys that come twice', async () => {
    const text = '{"10":12345678901234567890,"2":1.0,"a":1,"a":2,"__proto__":1e400}';
    const { node } = parseJson(text);
    expect(node && (await written(node)).replace(/\s/g, '')).toBe(text);
  });

  it.each([
    ['{"a": 1,\n "b" 2}', 2, 6, 'a colon should be here'],
    ['{"a": 1\n "b": 2}', 2, 2, 'a comma or } should be here'],
    ['{"city": "Par', 1, 14, 'the text ends inside a string'],
    ['{"a":', 1, 6, 'the text ends where a value should be'],
    ["{'a': 1}", 1, 2, 'a key in double quotes or } should be here'],
    ['{"a":1,}', 1, 8, 'a key in double quotes should be here'],
    ['[1,]', 1, 4, 'a value should be here'],
    ['{"a":"\\q"}', 1, 7, 'an escape that JSON does not know'],
    ['["a\nb"]', 1, 4, 'a string does not close on its line'],
    ['12 13', 1, 4, 'the value ends before this'],
    ['{"a": NaN}', 1, 7, 'a value should be here'],
    ['01', 1, 2, 'the value ends before this'],
    ['', 1, 1, 'the text ends where a value should be'],
  ])('names the place of the fault in %j', (text, line, column, reason) => {
    expect(parseJson(text)).toEqual({ node: null, fault: { line, column, reason } });
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  });

  it('does not run out of stack', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const { node } = parseJson(deep);
    expect(node && (await written(node)).replace(/\s/g, '') === deep).toBe(true);
  });

  it('reads long texts in slices and stops when told', async () => {
    const text = JSON.stringify(Array.from({ length: 60_000 }, (_, i) => i));
    let turns = 0;
    const timer = setInterval(() => turns++);
    const { node } = await parseJsonSlowly(text, new AbortController().signal);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
    expect(node?.type === 'array' && node.children.length).toBe(60_000);
    const stop = new AbortController();
    const run = parseJsonSlowly(text, stop.signal);
    stop.abort(new Error('left'));
    await expect(run).rejects.toThrow('left');
  });
});

describe('nodeOfValue', () => {
  it('reads values of any depth', async () => {
    let value: unknown = 'end';
    for (let i = 0; i < 50_000; i++) value = { a: value };
    expect(await written(nodeOfValue({ a: [1, 'x', null, true, { b: undefined }] }))).toBe(
      JSON.stringify({ a: [1, 'x', null, true, {}] }, null, 2),
    );
    expect(nodeOfValue(value)).toMatchObject({ type: 'object', keys: ['a'] });
  });

  it('writes numbers that JavaScript cannot hold digit by digit', async () => {
    expect(await written(nodeOfValue([{ $number: '9007199254740993' }, { $number: 7 }]))).toBe(
      '[\n  9007199254740993,\n  {\n    "$number": 7\n  }\n]',
    );
  });
});
