import { beforeAll, describe, expect, it, vi } from 'vitest';
import { openShared } from '#app/s/[token]/open-shared.ts';
import { recipientAccess } from '#lib/client/shared-access.ts';
import type { Archive } from '#lib/server/archive/archive.ts';
import { fakeArchive } from '#lib/server/archiving/fake-archive.ts';
import { openSharePage } from '#lib/server/shares/open-share.ts';
import type { WireObject } from '#lib/server/upstream/wire-store.ts';
import { type Answer, readEverything } from './read-everything-fixture.ts';
import { POST } from './route.ts';
import { KEY, keepRun, object, png, SOURCE, write } from './share-fixture.ts';

let archive: Archive;
vi.mock('#lib/server/archiving/the-archive.ts', () => ({ theArchive: async () => archive }));

/** Forty things that nobody may read, none a part of another. */
const mails = Array.from({ length: 15 }, (_, i) => `mail${i}.person@secret${i}.example`);
const keys = Array.from({ length: 8 }, (_, i) => `sk-proj-${'abcdefgh'.charAt(i)}Zx81kQ0aPq77Lm${i}`);
const phones = Array.from({ length: 4 }, (_, i) => `+49 151 2345 678${i}`);
const cards = ['4111111111111111', '5555555555554444', '378282246310005', '6011111111111117'];
const ips = ['203.0.113.77', '198.51.100.23', '2001:db8:85a3::8a2e:370:7334'];
const names = Array.from({ length: 5 }, (_, i) => `Globex-${i}42`);
const word = 'tulip-4711-quartz';
const SECRETS = [...mails, ...keys, ...phones, ...cards, ...ips, ...names, word];

const percent = (text: string) =>
  Array.from(text, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`).join('');
const escaped = (text: string) =>
  Array.from(text, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
const coloured = (text: string) => `${text.slice(0, 4)}\u001b[1;31m${text.slice(4, 9)}\u001b[0m${text.slice(9)}`;
const LONG = 'x'.repeat(70) + '\n';
const farIn = (text: string) => `${LONG.repeat(4_500)}${text}\n${LONG.repeat(10)}`;
const step = (id: string, calls: object[], more: object = {}) =>
  object('step', id, {
    type: 'tool_calls',
    status: 'completed',
    step_details: { type: 'tool_calls', tool_calls: calls },
    ...more,
  });
const code = (input: string, ...outputs: object[]) => ({
  id: 'c',
  type: 'code_interpreter',
  code_interpreter: { input, outputs },
});
const fn = (args: unknown, output: string) => ({
  id: 'f',
  type: 'function',
  function: { name: 'f', arguments: typeof args === 'string' ? args : JSON.stringify(args), output },
});

function objects(): WireObject[] {
  const said = `As ${mails[0]} says【4:0†${mails[1]}】 and ${phones[0]}.`;
  const mark = `【4:0†${mails[1]}】`;
  return [
    object('run', 'run_1', {
      status: 'requires_action',
      instructions: `Never tell ${mails[2]} or ${names[0]}.`,
      metadata: { [`owner ${mails[3]}`]: `call ${phones[1]}`, customer: names[1] },
      last_error: { code: 'server_error', message: `No route to ${ips[0]}` },
      model: 'gpt',
      tools: [
        {
          type: 'function',
          function: { name: 'f', description: `for ${names[2]}`, parameters: { properties: { [`${mails[4]}`]: {} } } },
        },
      ],
      required_action: {
        type: 'submit_tool_outputs',
        submit_tool_outputs: {
          tool_calls: [{ id: 'f', type: 'function', function: { name: 'f', arguments: `{"k":"${keys[0]}"}` } }],
        },
      },
      unheard_of: { note: `card ${cards[0]}` },
    }),
    object('message', 'msg_q', {
      role: 'user',
      content: [{ type: 'text', text: { value: `My card is ${cards[1]}, use ${word}.`, annotations: [] } }],
    }),
    object('message', 'msg_a', {
      role: 'assistant',
      content: [
        {
          type: 'text',
          text: {
            value: said,
            annotations: [
              {
                type: 'file_citation',
                text: mark,
                start_index: said.indexOf(mark),
                end_index: said.indexOf(mark) + mark.length,
                file_citation: { file_id: 'file_1', quote: `from ${ips[1]}` },
              },
              {
                type: 'url_citation',
                text: 'x',
                url_citation: { url: `https://x.example/?m=${percent(mails[5] ?? '')}`, title: `Page of ${mails[6]}` },
              },
            ],
          },
        },
        { type: 'image_file', image_file: { file_id: 'file_1' } },
        { type: 'image_url', image_url: { url: `https://x.example/a.png?sig=${keys[1]}` } },
        { type: 'refusal', refusal: `Not for ${names[3]}` },
      ],
      attachments: [{ file_id: 'file_2', tools: [] }],
    }),
    // As some hosts write JSON: everything escaped.
    object(
      'message',
      'msg_e',
      { role: 'assistant', content: [{ type: 'text', text: { value: `Ask ${mails[7]}`, annotations: [] } }] },
      (json) => json.replace(mails[7] ?? '', escaped(mails[7] ?? '')),
    ),
    step(
      'step_1',
      [
        code(
          `login("${keys[2]}")`,
          { type: 'logs', logs: farIn(coloured(mails[8] ?? '')) },
          { type: 'table', rows: [[phones[2]]] },
        ),
        code('print(1)', {
          type: 'logs',
          logs: `json: {"mail":"${escaped(mails[9] ?? '')}"} again %25${percent(keys[3] ?? '').slice(1)}`,
        }),
      ],
      { metadata: { [names[4] ?? '']: 'x' } },
    ),
    step('step_2', [
      fn(
        JSON.stringify({
          to: [mails[10]],
          card: Number(cards[2]),
          deep: JSON.stringify({ [keys[4] ?? '']: { ip: ips[2] } }),
        }),
        farIn(JSON.stringify(keys[5])),
      ),
      fn({ password: word }, JSON.stringify({ big: 'y'.repeat(300_000), tail: phones[3] })),
      {
        id: 's',
        type: 'file_search',
        file_search: {
          queries: [`who is ${mails[11]}`],
          results: [
            {
              file_id: 'file_1',
              file_name: `report ${mails[12]}.csv`,
              score: 0.5,
              attributes: { [`by ${keys[6]}`]: 1 },
              content: [
                { type: 'text', text: `a&#64;b and ${(mails[13] ?? '').replace('@', '&#64;')}` },
                { type: 'text', text: (cards[3] ?? '').replace(/(\d{4})/g, '$1\u200b') },
              ],
            },
          ],
        },
      },
      { id: 'm', type: 'mcp', server_label: 'm', name: 'g', arguments: '{}', output: `key: ${keys[7]}` },
    ]),
    object('file', 'file_1', { filename: `${mails[14]}.png`, bytes: 100, purpose: 'vision' }),
    object('file', 'file_2', { filename: 'data.csv', bytes: 100, purpose: 'assistants' }),
  ];
}

/** Everything decoded, as somebody could who has the answer. */
function decoded(text: string): string {
  let plain = text;
  for (let round = 0; round < 5; round++) {
    plain = plain
      .replace(/\\+u([0-9a-f]{4})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(/%([0-7][0-9a-f])/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(/&#(\d+);/g, (_all, n: string) => String.fromCharCode(Number(n)))
      .replace(/\u001b\[[0-9;]*m|\u200b/g, '');
  }
  return plain;
}

/** Everything that the page of a link is drawn from: its HTML and what is sent beside it hold nothing else of the run. */
async function pageOf(token: string): Promise<string> {
  const opened = await openSharePage(token, true);
  if (opened.state !== 'open') throw new Error(opened.state);
  const { share, grant, about } = opened;
  return JSON.stringify({ about, ...(await openShared(share, recipientAccess(token, grant))) });
}

describe('a shared run', () => {
  let answers: Answer[];
  /** What the answers say once they are decoded, and the same without what may stand between digits. */
  let open: { path: string; text: string; joined: string }[];
  beforeAll(async () => {
    archive = fakeArchive();
    const files = { file_1: png(`made by ${mails[14]}`), file_2: new TextEncoder().encode(SECRETS.join('\n')) };
    await keepRun(archive, objects(), files, { assistantName: `Helper of ${mails[0]}` });
    const made = await write(POST, '/api/shares', {
      source: SOURCE,
      key: KEY,
      redact: { patterns: ['globex-###'] },
      view: `step=step_1&path=${encodeURIComponent(`$["${mails[0]}"]`)}&line=3&find=${encodeURIComponent(`${mails[0]}`)}`,
    });
    const { token, url: address } = (await made.json()) as { token: string; url: string };
    answers = await readEverything(token, ['file_1', 'file_2', 'file_3'], [mails[8] ?? '', phones[3] ?? '', word]);
    answers.push({ path: 'page', status: 200, text: await pageOf(token) });
    open = [...answers, { path: 'url', text: address }].map(({ path, text }) => {
      const plain = decoded(text).toLowerCase();
      return { path, text: plain, joined: plain.replace(/[ .()-]/g, '') };
    });
  });

  it('has forty secrets', () => {
    expect(new Set(SECRETS).size).toBe(40);
    const planted = decoded(
      objects()
        .map(({ text }) => JSON.stringify(JSON.parse(text)))
        .join('\n'),
    );
    const files = decoded(png(`made by ${mails[14]}`).toString());
    expect(SECRETS.filter((secret) => !`${planted}${files}`.includes(secret))).toEqual([]);
  });

  it.each(SECRETS)('tells nobody of %s', (secret) => {
    const plain = secret.toLowerCase();
    const digits = /^[+\d]/.test(secret) && !secret.includes(':') ? secret.replace(/\D/g, '') : null;
    for (const { path, text, joined } of open) {
      expect(text.includes(plain), `${path} has ${secret}`).toBe(false);
      if (digits && digits.length >= 10) expect(joined.includes(digits), `${path} has ${digits}`).toBe(false);
    }
  });

  it('is otherwise all there', () => {
    const found = (path: string) => answers.find((one) => one.path === path);
    expect(found('')?.text).toContain('Never tell [person');
    expect(found('page')?.text).toContain('My card is [card');
    expect(found('/messages?of=thread')?.text).toContain('My card is [card');
    expect(found('/steps?limit=100')?.text).toContain('"truncated":true');
    expect(found('/steps/step_1/text?path=calls.0.outputs.0.logs&download=1')?.text).toMatch(/x\n\[person \d+\]\nx/);
    expect(found('/steps/step_2')?.text).toContain('\\"password\\":\\"[key');
    expect(
      answers.filter(({ path, status }) => status !== 200 && !path.includes('/text') && !path.startsWith('/files')),
    ).toEqual([]);
    expect(found('/files/file_1')).toMatchObject({ status: 200 });
    expect(found('/files/file_1')?.text).toContain('image/png');
    expect(found('/files/file_2')?.status).toBe(404);
    expect(found('/files/file_3')?.status).toBe(404);
  });

  it('finds nothing of what was taken out', () => {
    const hits = answers.filter(({ path, status }) => path.includes('&find=') && status === 200);
    expect(hits.length).toBeGreaterThan(0);
    for (const { path, text } of hits) expect(text, path).toContain('"hits":{"count":0,"places":[]}');
  });
});
