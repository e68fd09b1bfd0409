import { describe, expect, it } from 'vitest';
import { callStep, message, redact, said, wireObject } from './redaction-fixture.ts';

const values = (objects: { text: string }[]): unknown[] => objects.map(({ text }) => JSON.parse(text) as unknown);

describe('rules', () => {
  it('take out what has a form of its own, the same for the same value', async () => {
    expect(await said('Write to Ada@Example.com or bob@example.org; ada@example.com is better.')).toBe(
      'Write to [person 1] or [person 2]; [person 1] is better.',
    );
    expect(await said('Call +49 151 234 567 89 or (555) 234-9876 or 030 1234567.')).toBe(
      'Call [phone 1] or [phone 2] or [phone 3].',
    );
    expect(await said('4111 1111 1111 1111, 4111-1111-1111-1111 and 4111111111111112')).toBe(
      '[card 1], [card 1] and 4111111111111112',
    );
    expect(await said('10.20.30.40, 2001:db8::ff00:42:8329, 127.0.0.1, 1.2.3, 12:30:45')).toBe(
      '[address 1], [address 2], 127.0.0.1, 1.2.3, 12:30:45',
    );
    expect(await said('use sk-abcdef1234567890 and AKIAABCDEFGHIJKLMNOP')).toBe('use [key 1] and [key 2]');
    expect(await said('https://root:hunter2hunter@db.example/x?api_key=abcd1234efgh')).toBe(
      'https://[key 1]/x?api_key=[key 2]',
    );
    expect(await said('see report.csv and Final Plan.pdf', { rules: ['file_names'] })).toBe(
      'see [file 1].csv and Final [file 2].pdf',
    );
  });

  it('leave alone what only looks similar', async () => {
    const text =
      'On 2026-11-21 at 12:30:45, 1,234,567 rows, version 4.1.0, 0.1 % of 2000000; run_Qm4TzB7cHk2VdWn9; a@b';
    expect(await said(text)).toBe(text);
  });

  it('find a value that its name gives away wherever it stands', async () => {
    const call = { id: 'call_1', type: 'function', function: { name: 'login', arguments: '{"password": "tulip42"}' } };
    const { objects } = await redact([message('My password is tulip42!'), callStep(call)]);
    expect(objects[0]?.text).toContain('My password is [key 1]!');
    expect(objects[1]?.text).toContain('{\\"password\\": \\"[key 1]\\"}');
  });

  it('hide what is called a secret, but for the names of variables', async () => {
    const text =
      'password=$ecret123 token=${API_TOKEN} api_key="$API_KEY" secret: {{ x }} pwd=os.environ passwd=env.KEY';
    expect(await said(text)).toBe(text.replace('$ecret123', '[key 1]'));
    expect(await said('authorization: Bearer abc.def-123, clientSecret = "a b c d"')).toBe(
      'authorization: Bearer [key 1], clientSecret = "[key 2]"',
    );
    const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----';
    expect(await said(`a ${pem} b`)).toBe('a [key 1] b');
    expect(await said('Cookies, an author and a compass: north')).toBe('Cookies, an author and a compass: north');
  });

  it('are off where the sharer says so', async () => {
    expect(await said('ada@example.com 10.20.30.40', { rules: ['ips'] })).toBe('ada@example.com [address 1]');
    expect(await said('ada@example.com', { rules: [] })).toBe('ada@example.com');
  });
});

describe('JSON', () => {
  it('stays JSON in arguments and keeps everything else as it was', async () => {
    const argued =
      '{ "to" : "ada@example.com",\n "n": 12345678901234567890, "deep": "{\\"cc\\":[\\"bob@example.com\\"]}" }';
    const { objects } = await redact([callStep({ type: 'function', function: { name: 'mail', arguments: argued } })]);
    const step = JSON.parse(objects[0]?.text ?? '') as {
      step_details: { tool_calls: { function: { arguments: string } }[] };
    };
    expect(step.step_details.tool_calls[0]?.function.arguments).toBe(
      '{ "to" : "[person 1]",\n "n": 12345678901234567890, "deep": "{\\"cc\\":[\\"[person 2]\\"]}" }',
    );
  });

  it('has no values left in names of members, and two names stay two', async () => {
    const { objects } = await redact([
      wireObject('run', 'run_1', { metadata: { 'ada@example.com': 'x', 'ADA@example.com': 'y' } }),
    ]);
    expect(values(objects)[0]).toMatchObject({ metadata: { '[person 1]': 'x', '[person 1] 2': 'y' } });
  });

  it('has no numbers left that are cards, and keeps its own numbers', async () => {
    const { objects } = await redact(
      [
        callStep({ type: 'function', function: { name: 'pay', arguments: '{"card":4111111111111111,"cents":4200}' } }),
        wireObject('run', 'run_1', { created_at: 1_760_000_000, usage: { total_tokens: 1760 } }),
      ],
      { patterns: ['1760'] },
    );
    expect(objects[0]?.text).toContain('{\\"card\\":\\"[card 1]\\",\\"cents\\":4200}');
    expect(values(objects)[1]).toMatchObject({ created_at: 1_760_000_000, usage: { total_tokens: 1760 } });
  });

  it('keeps its words and ids, but for ids that tell something', async () => {
    const { objects, ids } = await redact(
      [
        wireObject('step', 'step_acme_1', {
          type: 'tool_calls',
          status: 'completed',
          metadata: { text: 'ACME and type' },
        }),
      ],
      { patterns: ['acme', 'type', 'completed'] },
    );
    expect(objects[0]?.id).toBe('redacted-1');
    expect(ids).toEqual([['step_acme_1', 'redacted-1']]);
    expect(values(objects)[0]).toMatchObject({
      id: 'redacted-1',
      type: 'tool_calls',
      status: 'completed',
      metadata: { text: '[text 1] and [text 2]' },
    });
  });
});

describe('classes', () => {
  const call = {
    id: 'call_1',
    type: 'code_interpreter',
    code_interpreter: {
      input: 'print(1)',
      outputs: [
        { type: 'logs', logs: 'one' },
        { type: 'image', image: { file_id: 'file-1' } },
      ],
    },
  };
  it('go as a whole and leave the rest', async () => {
    const { objects } = await redact(
      [
        wireObject('run', 'run_1', { instructions: 'Be kind.', metadata: { a: 1 }, model: 'gpt' }),
        callStep(call),
        callStep({ id: 'c', type: 'function', function: { name: 'f', arguments: '{"a":1}', output: 'two' } }, 'step_2'),
        message('three', [{ type: 'url_citation', text: 'x', url_citation: { url: 'http://x', title: 'four' } }]),
      ],
      { rules: [], classes: ['instructions', 'metadata', 'logs', 'code', 'arguments', 'outputs', 'messages'] },
    );
    const [run, code, fn, msg] = values(objects);
    expect(run).toMatchObject({
      instructions: '[instructions removed]',
      metadata: { removed: '[metadata removed]' },
      model: 'gpt',
    });
    expect(code).toMatchObject({
      step_details: {
        tool_calls: [
          {
            code_interpreter: {
              input: '[code removed]',
              outputs: [
                { type: 'logs', logs: '[logs removed]' },
                { type: 'image', image: { file_id: 'file-1' } },
              ],
            },
          },
        ],
      },
    });
    expect(fn).toMatchObject({
      step_details: {
        tool_calls: [{ function: { name: 'f', arguments: '"[arguments removed]"', output: '[outputs removed]' } }],
      },
    });
    expect(msg).toMatchObject({ content: [{ text: { value: '[messages removed]', annotations: [] } }] });
  });
});

describe('annotations', () => {
  const value = 'Ask ada@example.com【4:0†report.csv】 or 😀 see【5†bob@example.com】.';
  const at = (text: string, part: string) => ({
    start_index: text.indexOf(part),
    end_index: text.indexOf(part) + part.length,
  });
  const annotation = (part: string) => ({
    type: 'file_citation',
    text: part,
    ...at(value, part),
    file_citation: { quote: 'q ada@example.com' },
  });

  it('move with their text', async () => {
    const { objects } = await redact([
      message(value, [annotation('【4:0†report.csv】'), annotation('【5†bob@example.com】')]),
    ]);
    const content = (
      values(objects)[0] as { content: { text: { value: string; annotations: Record<string, never>[] } }[] }
    ).content;
    const { value: text, annotations } = content[0]?.text ?? { value: '', annotations: [] };
    expect(text).toBe('Ask [person 1]【4:0†report.csv】 or 😀 see【5†[person 2]】.');
    for (const one of annotations) expect(text.slice(one.start_index, one.end_index)).toBe(one.text);
    expect(annotations[1]).toMatchObject({ text: '【5†[person 2]】', file_citation: { quote: 'q [person 1]' } });
  });

  it('are moved in characters where the host counts those', async () => {
    const part = '【5†bob@example.com】';
    const start = Array.from(value.slice(0, value.indexOf(part))).length;
    const one = { ...annotation(part), start_index: start, end_index: start + part.length };
    const { objects } = await redact([message(value, [one])]);
    const { text } =
      (values(objects)[0] as { content: { text: { value: string; annotations: Record<string, never>[] } }[] })
        .content[0] ?? {};
    const moved = text?.annotations[0];
    expect(
      Array.from(text?.value ?? '')
        .slice(moved?.start_index, moved?.end_index)
        .join(''),
    ).toBe('【5†[person 2]】');
  });

  it('tell no range where they told none', async () => {
    const { objects } = await redact([
      message(value, [{ ...annotation('【5†bob@example.com】'), start_index: 900, end_index: 950 }]),
    ]);
    expect(objects[0]?.text).toContain('"start_index":null,"end_index":null');
    expect(objects[0]?.text).not.toContain('bob@');
  });
});

describe('hits', () => {
  it('are listed with what the recipient reads instead, and can be left in one by one', async () => {
    const text = 'ada@example.com, bob@example.com, ada@example.com';
    const { hits, total, summary } = await redact([message(text)]);
    expect(hits.map(({ text: hit, replacement, on }) => [hit, replacement, on])).toEqual([
      ['ada@example.com', '[person 1]', true],
      ['bob@example.com', '[person 2]', true],
      ['ada@example.com', '[person 1]', true],
    ]);
    expect(total).toBe(3);
    expect(summary).toEqual({ counts: { emails: 3 }, classes: [], values: 2 });
    expect(hits[1]).toMatchObject({ before: 'ada@example.com, ', after: ', ada@example.com', class: 'messages' });
    expect(hits[1]?.place).toMatchObject({
      kind: 'message',
      id: 'msg_1',
      path: ['content', 0, 'text', 'value'],
      start: 17,
    });
    expect(await said(text, { except: [hits[0]?.id ?? ''] })).toBe('ada@example.com, [person 2], [person 1]');
    expect(await said(text, { except: [hits[0]?.valueId ?? ''] })).toBe('ada@example.com, [person 2], ada@example.com');
  });

  it('of own keys of this installation cannot be left in, and are not shown', async () => {
    const first = await redact([message('key: my-own-key-123')], { rules: [] }, ['my-own-key-123']);
    expect(first.hits[0]).toMatchObject({ reason: 'secret', text: '…', fixed: true });
    const again = await redact(
      [message('key: my-own-key-123')],
      { rules: [], except: [first.hits[0]?.id ?? '', first.hits[0]?.valueId ?? ''] },
      ['my-own-key-123'],
    );
    expect(again.objects[0]?.text).toContain('key: [key 1]');
  });
});

describe('spots and patterns', () => {
  it('take out a range, a text of one object, and a text everywhere', async () => {
    const path = ['content', 0, 'text', 'value'];
    expect(
      await said('Ada met Bob', { rules: [], spots: [{ kind: 'message', id: 'msg_1', path, start: 4, end: 7 }] }),
    ).toBe('Ada [text 1] Bob');
    expect(await said('Ada met Bob', { rules: [], spots: [{ text: 'Bob' }] })).toBe('Ada met [text 1]');
    expect(await said('Ada met Bob', { rules: [], spots: [{ kind: 'message', id: 'msg_2', text: 'Bob' }] })).toBe(
      'Ada met Bob',
    );
  });

  it('take out the leaf of a JSON text that a range touches', async () => {
    const path = ['content', 0, 'text', 'value'];
    const spots = [{ kind: 'message' as const, id: 'msg_1', path, start: 8, end: 9 }];
    expect(await said('{"a":"secret","b":"open"}', { rules: [], spots })).toBe('{"a":"[text 1]","b":"open"}');
  });

  it('refuse what takes out more than can be held', async () => {
    await expect(said('1'.repeat(600_000), { rules: [], patterns: ['#'] })).rejects.toMatchObject({
      failure: { code: 'payload_too_large' },
    });
  });

  it('read stars, question marks and digits', async () => {
    expect(await said('Kunde ACME-0042 und acme-77x', { rules: [], patterns: ['acme-####'] })).toBe(
      'Kunde [text 1] und acme-77x',
    );
    expect(await said('user:ada.x! user:', { rules: [], patterns: ['user:?*'] })).toBe('[text 1]da.x! user:');
    expect(await said('id<abc>id<d e>', { rules: [], patterns: ['id<*>'] })).toBe('[text 1]id<d e>');
    expect(await said('2*3 223', { rules: [], patterns: ['2\\*3'] })).toBe('[text 1] 223');
  });
});
