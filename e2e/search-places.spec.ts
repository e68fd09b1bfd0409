import type { APIRequestContext, Page } from 'playwright/test';
import { ground } from './environment.ts';
import { expect, test } from './fixtures.ts';
import { FAILED_ANSWER, openLive } from './pages.ts';

// The file that the run names has no bytes here.
test.use({ allowedErrors: [FAILED_ANSWER] });

const NAME = `places${Date.now().toString(36)}`;
const [RUN, THREAD] = [`run_${NAME}`, `thread_${NAME}`];
/** A word that stands in one place only. */
const word = (place: string) => `needle${place}${NAME}`;
const lines = (count: number, at: number, needle: string) =>
  Array.from({ length: count }, (_, i) => (i + 1 === at ? `here is ${needle} at last` : `line ${i + 1} of many`)).join(
    '\n',
  );
const text = (value: string, annotations: object[] = []) => [{ type: 'text', text: { value, annotations } }];
const at = (seconds: number) => 1_700_000_000 + seconds;

function step(n: number, details: object, more: object = {}): object {
  const about = { object: 'thread.run.step', run_id: RUN, thread_id: THREAD, status: 'completed' };
  return { id: `step_${NAME}${n}`, ...about, created_at: at(10 + n), completed_at: at(11 + n), ...details, ...more };
}

function tools(...tool_calls: object[]): object {
  return { type: 'tool_calls', step_details: { type: 'tool_calls', tool_calls } };
}

const message = (id: string, role: string, more: object) => ({
  id: `msg_${NAME}${id}`,
  object: 'thread.message',
  thread_id: THREAD,
  run_id: role === 'user' ? null : RUN,
  role,
  created_at: role === 'user' ? at(1) : at(30),
  ...more,
});

const OBJECTS = [
  {
    id: RUN,
    object: 'thread.run',
    thread_id: THREAD,
    status: 'failed',
    created_at: at(5),
    started_at: at(6),
    failed_at: at(40),
    last_error: { code: 'server_error', message: `It broke: ${word('error')}` },
    metadata: { ticket: word('metadata') },
    instructions: lines(300, 280, word('instructions')),
    tools: [{ type: 'function', function: { name: word('tool') } }],
  },
  message('q', 'user', {
    content: text(lines(200, 180, word('question'))),
    metadata: { channel: word('askedmeta') },
    attachments: [{ file_id: `file-${NAME}`, tools: [] }],
  }),
  message('a', 'assistant', {
    content: text(lines(200, 150, word('answer')), [
      {
        type: 'file_citation',
        text: 'line 1',
        start_index: 0,
        end_index: 6,
        file_citation: { file_id: `file-${NAME}`, quote: word('quote') },
      },
    ]),
  }),
  {
    id: `file-${NAME}`,
    object: 'file',
    filename: `${word('file')}.pdf`,
    bytes: 7,
    purpose: 'assistants',
    created_at: at(0),
  },
  step(
    1,
    tools({
      id: 'call_1',
      type: 'code_interpreter',
      code_interpreter: {
        input: lines(600, 500, word('code')),
        outputs: [
          { type: 'logs', logs: 'first\nlog' },
          { type: 'logs', logs: lines(5000, 4000, word('log')) },
        ],
      },
    }),
  ),
  step(
    2,
    tools(
      {
        id: word('callid'),
        type: 'function',
        function: { name: 'plain', arguments: '{}', output: lines(900, 800, word('output')) },
      },
      {
        id: 'call_3',
        type: 'function',
        function: {
          name: word('function'),
          arguments: JSON.stringify({
            some: { list: Array.from({ length: 300 }, (_, i) => ({ at: i === 250 ? word('argument') : i })) },
          }),
          output: JSON.stringify({ result: word('json') }),
        },
      },
    ),
  ),
  step(
    3,
    tools({
      id: 'call_4',
      type: 'file_search',
      file_search: {
        results: Array.from({ length: 12 }, (_, i) => ({
          file_id: `file-found${i}`,
          file_name: `found${i}.txt`,
          score: 0.9 - i / 100,
          attributes: i === 9 ? { shelf: word('attribute') } : {},
          content: [{ type: 'text', text: i === 10 ? lines(80, 70, word('chunk')) : `chunk ${i}` }],
        })),
      },
    }),
  ),
  step(4, tools({ id: 'call_5', type: 'web_thing', web_thing: { query: word('other') } }), {
    status: 'failed',
    failed_at: at(20),
    completed_at: null,
    last_error: { code: 'odd', message: word('steperror') },
    metadata: { mark: word('stepmeta') },
  }),
  step(5, {
    type: 'message_creation',
    step_details: { type: 'message_creation', message_creation: { message_id: `msg_${NAME}a` } },
  }),
];

test.beforeAll(async ({ playwright }) => {
  const request: APIRequestContext = await playwright.request.newContext({ baseURL: ground().app });
  const answer = await request.post('/api/imports', {
    headers: { origin: new URL(ground().app).origin, 'x-runlens': '1', 'content-type': 'application/json' },
    data: JSON.stringify(OBJECTS),
  });
  expect(answer.status(), await answer.text()).toBe(201);
  await request.dispose();
});

/** Whether a text is drawn inside of the window, not only somewhere in the page. */
async function isInView(page: Page, wanted: string): Promise<boolean> {
  return page.evaluate((needle) => {
    const walker = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const from = (node.textContent ?? '').indexOf(needle);
      if (from === -1) continue;
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, from + needle.length);
      const { left, top, bottom, width } = range.getBoundingClientRect();
      const seen = document.elementFromPoint(left + Math.min(width / 2, 4), (top + bottom) / 2);
      if (
        width > 0 &&
        top >= 0 &&
        bottom <= innerHeight &&
        seen &&
        node.parentElement &&
        (seen.contains(node.parentElement) || node.parentElement.contains(seen))
      )
        return true;
    }
    return false;
  }, wanted);
}

const PLACES: [place: string, named: RegExp, address: RegExp][] = [
  ['error', /^Error$/, /step=run/],
  ['metadata', /^Metadata$/, /drawer=metadata/],
  ['instructions', /^Instructions/, /drawer=instructions/],
  ['tool', /^Tools$/, /drawer=tools/],
  ['question', /^Message of the user/, /view=conversation/],
  ['askedmeta', /^Metadata$/, /view=conversation/],
  ['answer', /^Step 5, Message of the assistant/, /step=step_/],
  ['quote', /^Step 5, Citation$/, /step=step_/],
  ['file', /^File$/, /drawer=files/],
  ['code', /^Step 1, Code/, /step=step_/],
  ['log', /^Step 1, Logs 2 of 2, line 4,000$/, /line=4000/],
  ['output', /^Step 2, Output/, /call=0/],
  ['callid', /^Step 2, Call$/, /call=0/],
  ['function', /^Step 2, Call$/, /call=1/],
  ['argument', /^Step 2, Arguments$/, /path=/],
  ['json', /^Step 2, Output$/, /path=/],
  ['attribute', /^Step 3, Result 10, found9\.txt$/, /result=9/],
  ['chunk', /^Step 3, Result 11, found10\.txt$/, /result=10/],
  ['other', /^Step 4, Content$/, /step=step_/],
  ['steperror', /^Step 4, Error$/, /step=step_/],
  ['stepmeta', /^Step 4, Metadata$/, /step=step_/],
];

for (const [place, named, address] of PLACES) {
  test(`what was found in ${place} is in view when the hit is opened`, async ({ page }) => {
    await openLive(page, `/search?q=${word(place)}`);
    const hit = page.locator('li [data-hit]').first();
    await expect(hit.locator('mark').first()).toContainText(new RegExp(word(place), 'i'));
    await expect(hit.locator('span').first()).toHaveText(named);
    await expect(page.locator('li [data-hit]')).toHaveCount(1);
    expect(await hit.getAttribute('href')).toMatch(address);
    await hit.click();
    await expect(page.locator('main[data-steps="complete"]')).toBeVisible();
    await expect.poll(() => isInView(page, word(place)), { timeout: 8_000 }).toBe(true);
  });
}

test('ids find the run', async ({ page }) => {
  for (const id of [RUN, THREAD, `step_${NAME}1`, `msg_${NAME}q`, `file-${NAME}`]) {
    await openLive(page, `/search?q=${id}`);
    await expect(page.locator('li [data-hit] mark').first()).toBeVisible();
    await expect(page.locator('li [data-hit]').first()).toHaveAttribute('href', new RegExp(RUN));
  }
});
