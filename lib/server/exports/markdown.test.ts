import { describe, expect, test } from 'vitest';
import { aMessage, aRun, aStep, codeCall, functionCall, otherCall, searchCall } from '../../domain/domain-fixtures.ts';
import { RUN_STATUSES } from '../../domain/run.ts';
import { ms } from '../../domain/time.ts';
import { seededRandom } from '../upstream/dialect-conformance-mutation.ts';
import { cutLines } from './cut-lines.ts';
import { runMarkdown } from './markdown.ts';
import { codeBlock, escapeWords } from './markdown-text.ts';
import type { RunDigest } from './read-digest.ts';

const PIECES = [
  'word',
  '`',
  '```',
  '````````',
  '~~~',
  '\n',
  '\n\n',
  '# Heading',
  '\r',
  '    ',
  '> ',
  '| a |',
  '😀',
  '\u001b[31m',
  '- ',
  '</pre>',
  'x'.repeat(300),
];

function anyDigest(seed: number): RunDigest {
  const random = seededRandom(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const text = (most = 60) => Array.from({ length: upTo(most) }, () => PIECES[upTo(PIECES.length - 1)]).join('');
  const long = () => (random() < 0.2 ? text(4000) : random() < 0.05 ? '`'.repeat(upTo(9000)) : text());
  const steps = Array.from({ length: upTo(14) }, (_, i) => {
    const calls = [
      codeCall(long(), long()),
      functionCall(long(), long(), long()),
      searchCall(upTo(40)),
      otherCall(text(4), long()),
    ];
    const failed = random() < 0.3;
    const message = random() < 0.3;
    return aStep({
      id: `step_${i}`,
      kind: message ? 'message' : 'tools',
      messageId: message ? `msg_${i}` : null,
      status: failed ? 'failed' : 'completed',
      createdAt: ms(1_000_000 + i * 1000),
      completedAt: failed ? null : ms(1_001_000 + i * 1000),
      lastError: failed ? { code: `step_code_${i}`, message: `Broke here ${i}: ${long()}`, extra: {} } : null,
      calls: message ? [] : calls.filter(() => random() < 0.5),
    });
  });
  const status = RUN_STATUSES[upTo(RUN_STATUSES.length - 1)] ?? 'odd';
  const run = aRun({
    status,
    assistantName: text(9),
    model: text(3),
    failedAt: status === 'failed' ? ms(1_030_000) : null,
    lastError: status === 'failed' ? { code: 'run_code', message: `Run broke: ${long()}`, extra: {} } : null,
    instructions: random() < 0.5 ? { text: long() } : null,
  });
  const messages = steps.flatMap((step) =>
    step.messageId === null
      ? []
      : [aMessage({ id: step.messageId, content: [{ type: 'text', text: { text: long() }, annotations: [] }] })],
  );
  const question = [aMessage({ role: 'user', content: [{ type: 'text', text: { text: long() }, annotations: [] }] })];
  return { run, steps, messages, question, problem: null, fileNames: new Map(), now: ms(2_000_000) };
}

/** Lines outside of blocks of code, by CommonMark's rules for fences and indents; null where a fence is never closed. */
function prose(markdown: string): string[] | null {
  const outside: string[] = [];
  let open = 0;
  for (const line of markdown.split('\n')) {
    const fence = /^ {0,3}(`{3,})([^`]*)$/.exec(line);
    if (open === 0 && fence) open = fence[1]?.length ?? 0;
    else if (open === 0) outside.push(line);
    else if (fence && fence[2]?.trim() === '' && (fence[1]?.length ?? 0) >= open) open = 0;
  }
  return open === 0 ? outside.filter((line) => !line.startsWith('    ')) : null;
}

const OWN = /^(?:#{1,3} (?:Run|Failing step|Error|Verdict|Question|Answer|Steps|Step|Instructions)\b.*|)$/;

describe('the Markdown of a run', () => {
  test('never grows over its budget, names the failing step’s error, and keeps all content inside its blocks', () => {
    for (let seed = 1; seed <= 250; seed++) {
      const digest = anyDigest(seed);
      for (const budget of [500, 1000, 8000]) {
        const text = runMarkdown(digest, budget);
        expect(text.length, `seed ${seed}`).toBeLessThanOrEqual(budget * 4);
        const outside = prose(text);
        expect(outside, `seed ${seed}, ${budget}: a block is not closed`).not.toBeNull();
        const headings = outside?.filter((line) => line.startsWith('#')) ?? [];
        expect(
          headings.filter((line) => !OWN.test(line)),
          `seed ${seed}, ${budget}`,
        ).toEqual([]);
        const failed = digest.steps.filter((step) => step.lastError);
        const last = failed.at(-1)?.lastError;
        if (last) {
          expect(text).toContain(`Error \`${last.code}\``);
          expect(text).toContain(last.message?.slice(0, 12));
          expect(headings[1]).toMatch(/^## Failing step/);
        }
      }
    }
  });

  test('the same run gives the same text', () => {
    expect(runMarkdown(anyDigest(7), 8000)).toBe(runMarkdown(anyDigest(7), 8000));
  });

  test('failing step, verdict, ledger, question, answer, steps: in this order, with the ends of code and log', () => {
    const log = Array.from({ length: 3000 }, (_, i) => `line ${i}`).join('\n');
    const run = aRun({
      status: 'failed',
      createdAt: ms(1_000_000),
      startedAt: ms(1_000_000),
      failedAt: ms(1_041_000),
      lastError: { code: 'rate_limit_exceeded', message: 'Too many tokens.', extra: {} },
    });
    const steps = [
      aStep({ id: 'step_1', createdAt: ms(1_000_000), completedAt: ms(1_010_000), calls: [searchCall(2)] }),
      aStep({
        id: 'step_2',
        status: 'failed',
        createdAt: ms(1_010_000),
        failedAt: ms(1_041_000),
        lastError: run.lastError,
        calls: [codeCall('a = 1\nprint(a)', log)],
      }),
    ];
    const question = [aMessage({ role: 'user', content: [{ type: 'text', text: { text: 'Why?' }, annotations: [] }] })];
    const messages = [aMessage({ content: [{ type: 'text', text: { text: 'Because.' }, annotations: [] }] })];
    const text = runMarkdown({ run, steps, messages, question, problem: null, fileNames: new Map(), now: ms(0) }, 1000);
    const order = [
      '# Run `run_a`: failed',
      '## Failing step 2 of 2: Run Python',
      'Error `rate_limit_exceeded`',
      'print(a)',
      'line 2999',
      '## Verdict',
      'Failed after 41',
      '| Tools |',
      '## Question',
      'Why?',
      '## Answer',
      'Because.',
      '### Step 1 of 2',
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).toMatch(/… 2,\d{3} earlier lines/);
    expect(text).toContain('estimated at 4 characters a token');
  });
});

test('says when each step was, which tools and files there were, and what had no room', () => {
  const digest: RunDigest = {
    run: aRun({
      createdAt: ms(1_000_000),
      tools: [{ type: 'code_interpreter' }, { type: 'function', function: { name: 'get_price' } }],
    }),
    steps: [
      aStep({ id: 'step_1', createdAt: ms(1_002_000), completedAt: ms(1_005_000), calls: [codeCall('a = 1', 'done')] }),
      aStep({ id: 'step_2', status: 'in_progress', createdAt: ms(1_006_000), completedAt: null }),
      aStep({ id: 'step_3', createdAt: null, completedAt: null, calls: [codeCall('x\n'.repeat(3000), 'ok')] }),
    ],
    messages: [],
    question: [
      aMessage({
        role: 'user',
        content: [{ type: 'text', text: { text: 'Why?' }, annotations: [] }],
        attachments: [
          { fileId: 'file-a', tools: [] },
          { fileId: 'file-b', tools: [] },
        ],
      }),
    ],
    problem: null,
    fileNames: new Map([['file-a', 'prices_2026.csv']]),
    now: ms(2_000_000),
  };
  const text = runMarkdown(digest, 700);
  expect(text).toContain('tools `code_interpreter` `get_price`');
  expect(text).toContain('Attached: `prices_2026.csv` (`file-a`), `file-b`');
  expect(text).toContain('`step_1`, completed, 2\u202fs to 5\u202fs into the run');
  expect(text).toContain('`step_2`, in_progress, from 6\u202fs on');
  expect(text).toMatch(/`step_3`, completed\n/);
  expect(runMarkdown(digest, 500)).toMatch(/Code: … 3,\d{3} lines not shown|… \d more steps?|… 2,\d{3} more lines/);
});

test.each([
  ['get_price_changes, _private and a_', 'get_price_changes, \\_private and a\\_'],
  ['R&D & &amp; #1 *x* [a](b)!', 'R&D & \\&amp; #1 \\*x\\* \\[a\\](b)!'],
  ['# no heading <b>', '\\# no heading \\<b\\>'],
])('%j means nothing in Markdown', (words, escaped) => expect(escapeWords(words)).toBe(escaped));

describe('cut texts', () => {
  test.each([
    ['a\nb\nc\nd', 3, 'head', 'a\nb', '', '2 more lines'],
    ['a\nb\nc\nd', 3, 'tail', 'c\nd', '2 earlier lines', ''],
    ['abcdef\nx', 3, 'head', 'abc', '', '3 more characters, 1 more line'],
    ['x\nabcdef', 3, 'tail', 'def', '1 earlier line, 3 earlier characters', ''],
    ['a\nb\n', 3, 'tail', 'a\nb', '', ''],
    ['😀😀', 3, 'head', '😀', '', '2 more characters'],
    ['😀😀', 3, 'tail', '😀', '2 earlier characters', ''],
  ] as const)('%j in %d characters, %s', (text, room, keep, body, before, behind) => {
    expect(cutLines(text, room, keep)).toEqual({ body, before, behind });
  });

  test('every line is kept or counted', () => {
    const random = seededRandom(3);
    for (let i = 0; i < 500; i++) {
      const all = Array.from({ length: 1 + Math.floor(random() * 30) }, () => 'x'.repeat(1 + Math.floor(random() * 9)));
      const text = all.join('\n');
      const { body, before, behind } = cutLines(text, 10 + Math.floor(random() * 60), random() < 0.5 ? 'head' : 'tail');
      const told = /(\d+) (?:more|earlier) lines?/.exec(before + behind)?.[1] ?? '0';
      expect(body.split('\n').length + Number(told)).toBe(all.length);
    }
  });

  test('a text of backticks is indented, a short one fenced by more of them', () => {
    expect(codeBlock({ text: '```\nx' }, 100)).toBe('````\n```\nx\n````\n\n');
    expect(codeBlock({ text: `${'`'.repeat(50)}\nx` }, 100)).toBe(`    ${'`'.repeat(50)}\n    x\n\n`);
  });
});
