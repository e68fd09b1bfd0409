import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, test, vi } from 'vitest';
import { aMessage, aStep, codeCall, functionCall, otherCall } from '#lib/domain/domain-fixtures.ts';
import type { Step } from '#lib/domain/step.ts';
import { ms } from '#lib/domain/time.ts';
import {
  type Answers,
  giveSize,
  message,
  messages,
  page,
  type Scene,
  scene,
  START,
  three,
  times,
} from '../screen-fixture.tsx';

vi.mock('next/navigation', async () => (await import('../../ui/fake-navigation.ts')).navigation);
beforeAll(() => {
  giveSize();
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => 100 });
});

const S = '\u202f';
const feed = () => screen.findByRole('feed', {}, { timeout: 5000 });
const entries = async () => within(await feed()).getAllByRole('article');
const outline = () => screen.getByRole('navigation', { name: 'Outline' });

/** Shows a run as a conversation; gives the paths that are asked. */
function show(steps: Step[], options: Scene = {}): string[] {
  const { screen: shown, asked } = scene(steps, { ...options, query: `?view=conversation${options.query ?? ''}` });
  render(shown);
  return asked;
}

/** A thread with a question before the run, and another run. */
const thread: Answers = (path) => {
  if (path.startsWith('/api/threads/test/thread_a/messages')) {
    const asked = aMessage({
      id: 'msg_q',
      role: 'user',
      runId: null,
      createdAt: ms(START - 5000),
      content: [{ type: 'text', text: { text: 'What **rose**?' }, annotations: [] }],
      attachments: [{ fileId: 'file-1', tools: ['file_search'] }],
    });
    const before = aMessage({ id: 'msg_before', runId: 'run_0', createdAt: ms(START - 90_000) });
    return Response.json(page([asked, before]));
  }
  if (path === '/files/file-1') {
    const headers = {
      'content-disposition': "attachment; filename*=UTF-8''churn%20%26%20more.csv",
      'x-file-bytes': '2048',
    };
    return new Response('', { headers });
  }
  return messages(path, '');
};

test('shows what was asked, said and called in order, with the time of each', async () => {
  show(three(), { answers: thread });
  await waitFor(async () => expect(await feed()).toHaveTextContent('Words of msg_c'));
  const labels = async () => (await entries()).map((entry) => entry.getAttribute('aria-label'));
  await waitFor(async () =>
    expect(await labels()).toEqual([
      'Question, before',
      'Step 1, Write message, at 0',
      `Step 2, Call 2 tools, at ≈${S}2${S}s`,
      `Step 3, Write message, at ≈${S}4${S}s`,
      // One that no step says it wrote.
      'Message',
    ]),
  );
  const found = await entries();
  await waitFor(() => expect(found[0]).toHaveTextContent('What rose?'));
  await waitFor(() => expect(found[0]).toHaveTextContent('churn & more.csv'));
  expect(found[0]).toHaveTextContent(/Message IDmsg_q/);
  expect(found[1]).toHaveTextContent('Words of msg_a');
  expect(
    within(outline())
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual(['Questionbefore', 'Write message0', `Call 2 tools≈${S}2${S}s`, `Write message≈${S}4${S}s`, 'Message']);
  const aside = screen.getByRole('complementary', { name: 'About this run' });
  await waitFor(() => expect(aside).toHaveTextContent('churn & more.csv'));
  expect(within(aside).getByRole('link', { current: 'page' })).toHaveTextContent('What rose?');
});

test('cards open in place and put the call into the address; another click folds them', async () => {
  const user = userEvent.setup();
  show(three());
  const card = await within(await feed()).findByRole('button', { name: /get_labels/ });
  expect(card).toHaveAttribute('aria-expanded', 'false');
  expect(card).toHaveTextContent('get_labelsx 1answered');
  await user.click(card);
  expect(card).toHaveAttribute('aria-expanded', 'true');
  expect(await feed()).toHaveTextContent('Arguments');
  await waitFor(() => expect(window.location.search).toBe('?view=conversation&step=b&call=0'));
  expect((await entries())[1]).toHaveAttribute('aria-current', 'true');
  await user.click(card);
  expect(await feed()).not.toHaveTextContent('Arguments');
});

test('a linked call is open, and its entry is the current one', async () => {
  show(three(), { query: '&step=b&call=1' });
  expect(await within(await feed()).findByRole('button', { name: /code_interpreter/ })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
  expect(within(outline()).getByRole('link', { current: true })).toHaveTextContent('Call 2 tools');
});

test('the outline selects an entry', async () => {
  const user = userEvent.setup();
  show(three());
  await feed();
  await user.click(within(outline()).getByRole('link', { name: /Call 2 tools/ }));
  await waitFor(() => expect(window.location.search).toBe('?view=conversation&step=b'));
  expect((await entries())[1]).toHaveAttribute('aria-current', 'true');
});

test('J and K walk the entries, O opens the card, Enter leads to the timeline', async () => {
  const user = userEvent.setup();
  show(three());
  await feed();
  await user.keyboard('j');
  await waitFor(() => expect(window.location.search).toContain('step=a'));
  await user.keyboard('j');
  await waitFor(async () => expect((await entries())[1]).toHaveFocus());
  await user.keyboard('o');
  expect(screen.getByRole('button', { name: /get_labels/ })).toHaveAttribute('aria-expanded', 'true');
  await user.keyboard('k');
  await waitFor(async () => expect((await entries())[0]).toHaveAttribute('aria-current', 'true'));
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('tree', { name: /Steps of/ })).toBeVisible();
  await user.keyboard('t');
  await feed();
});

test('a failure ends the conversation: what it means, what the source said, and the way to its step', async () => {
  const user = userEvent.setup();
  const lastError = {
    code: 'rate_limit_exceeded',
    message: 'Rate limit reached for gpt-4.1 on tokens per min (TPM): Limit 30000, Used 28840, Requested 4410.',
    extra: {},
  };
  const failed = aStep({
    id: 'z',
    status: 'failed',
    calls: [codeCall('# project')],
    createdAt: ms(START + 5000),
    failedAt: ms(START + 6000),
    lastError,
  });
  show([message('a', 0), failed], {
    run: { status: 'failed', failedAt: ms(START + 6000), completedAt: null, lastError },
  });
  const end = (await entries()).at(-1) as HTMLElement;
  expect(end).toHaveAccessibleName(`Run failed, ≈${S}6${S}s`);
  expect(end).toHaveTextContent('Run failed: rate_limit_exceeded');
  expect(end).toHaveTextContent('30,000 tokens for this minute');
  expect(end).toHaveTextContent('Limit 30000, Used 28840, Requested 4410.');
  expect(end).toHaveTextContent('Step 2, code_interpreter, after ≈ 1 s');
  expect((await entries())[1]).toHaveTextContent(/rate_limit_exceeded$/);
  await user.click(within(end).getByRole('button', { name: 'Open step 2' }));
  await waitFor(() => expect(window.location.search).toBe('?step=z'));
  expect(screen.getByRole('region')).toHaveAccessibleName(/Step 2/);
});

test('waiting is a line with its length; a run that waits says for what', async () => {
  const waiting = aStep({
    id: 'w',
    status: 'in_progress',
    calls: [functionCall('one'), functionCall('two')],
    createdAt: ms(START + 1000),
  });
  show([{ ...three()[1], calls: [functionCall('f', '{}', 'x')] } as Step, waiting], {
    answers: () => null,
    run: {
      status: 'requires_action',
      completedAt: null,
      requiredAction: { type: 'submit_tool_outputs', calls: [], extra: {} },
    },
  });
  await waitFor(async () => expect((await entries())[0]).toHaveAccessibleName(/^Step 1,/));
  const found = await entries();
  expect(found[0]).toHaveTextContent('Waited at most ≈ 1 s for the output');
  expect(found[1]).toHaveTextContent(/Waiting, at most ≈.* so far, for both outputs/);
  expect(found[2]).toHaveTextContent(/Waiting for outputs/);
});

test('unknown tools, steps of a type of their own and hostile texts stay texts', async () => {
  const user = userEvent.setup();
  const evil = '<img src=x onerror=alert(1)>\u202e';
  const steps = [
    aStep({ id: 'a', calls: [otherCall('time_machine', `{"year":"${evil.slice(0, -1)}"}`)], ...times(0) }),
    aStep({ id: 'b', calls: [functionCall(evil, `{"x":"${evil.slice(0, -1)}"}`, evil)], ...times(1) }),
    aStep({ id: 'c', kind: 'other', type: 'dreams', detail: { text: '{"of":"sheep"}' }, ...times(2) }),
  ];
  show(steps, { run: { assistantName: evil, model: evil, instructions: { text: evil } } });
  const found = await feed();
  expect(found.querySelector('img, script')).toBeNull();
  expect(found).toHaveTextContent('<img src=x onerror=alert(1)>U+202E');
  await user.click(within(found).getByRole('button', { name: /time_machine/ }));
  await waitFor(() => expect(found).toHaveTextContent('year'));
  await user.click(within(found).getByRole('button', { name: /dreams/ }));
  await waitFor(() => expect(found).toHaveTextContent('sheep'));
  expect(found.querySelector('img, script')).toBeNull();
});

test('open cards stand in the address, and are open again when it is opened', async () => {
  const user = userEvent.setup();
  const steps = () => [
    aStep({ id: 'a', calls: [codeCall('print(1)', 'one')], ...times(0) }),
    aStep({ id: 'b', calls: [functionCall('f', '{}', '2'), functionCall('g', '{}', '3')], ...times(2) }),
  ];
  const card = (name: string) => within(screen.getByRole('feed')).getByRole('button', { name: new RegExp(`^${name}`) });
  const isOpen = () =>
    ['code_interpreter', 'f', 'g'].map((name) => card(name).getAttribute('aria-expanded') === 'true');
  show(steps(), { query: '&step=b&call=1' });
  await feed();
  expect(isOpen()).toEqual([false, false, true]);
  await user.click(card('code_interpreter'));
  await user.click(card('f'));
  await waitFor(() => expect(window.location.search).toBe('?view=conversation&step=b&call=0&open=2.2,1.1,2.1'));
  cleanup();
  show(steps(), { query: '&step=b&call=0&open=2.2,1.1' });
  await feed();
  expect(isOpen()).toEqual([true, false, true]);
  await user.click(card('g'));
  await waitFor(() => expect(window.location.search).toBe('?view=conversation&step=b&call=1&open=1.1'));
  await user.keyboard('k');
  await waitFor(() => expect(window.location.search).toMatch(/step=a.*&open=1.1$/));
  await user.click(card('code_interpreter'));
  await waitFor(() => expect(window.location.search).toBe('?view=conversation&step=a&call=0&open=none'));
  cleanup();
  show(steps(), { query: '&step=a&call=0&open=none' });
  await feed();
  expect(isOpen()).toEqual([false, false, false]);
});

test('images stand as thumbnails that open in the viewer', async () => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  const user = userEvent.setup();
  const call = { ...codeCall('# chart'), outputs: [{ type: 'image', fileId: 'file-png' }] } as ReturnType<
    typeof codeCall
  >;
  show([aStep({ id: 'a', calls: [call], ...times(0) })]);
  const thumbnail = await within(await feed()).findByRole('button', { name: 'Open image file-png in the viewer' });
  expect(thumbnail.querySelector('img')).toHaveAttribute('src', '/api/runs/test/thread_a.run_a/files/file-png');
  await user.click(thumbnail);
  const viewer = within(await screen.findByRole('dialog', { name: 'Step 1, image' }));
  expect(viewer.getByRole('img')).toHaveAttribute('src', '/api/runs/test/thread_a.run_a/files/file-png');
  expect(screen.getByRole('button', { name: /code_interpreter/ })).toHaveAttribute('aria-expanded', 'false');
});

test('draws a few of ten thousand steps, and all of them are in reach', async () => {
  const steps = Array.from({ length: 10_000 }, (_, i) =>
    aStep({ id: `s${i}`, calls: [codeCall(`# ${i}`)], ...times(i) }),
  );
  show(steps, { query: '&step=s9000', answers: () => null });
  await waitFor(async () => expect((await entries())[0]).toHaveAttribute('aria-setsize', '10000'));
  expect((await entries()).length).toBeLessThan(60);
  await waitFor(() => expect(screen.getByRole('article', { current: true })).toHaveAccessibleName(/^Step 9,001,/));
  expect(document.querySelectorAll('*').length).toBeLessThan(2500);
});

test('a source without steps still shows what the run said', async () => {
  show([], { problem: 'This source keeps no steps.' });
  expect(await feed()).toHaveTextContent('');
  await waitFor(async () => expect(await entries()).toHaveLength(3));
  expect(await feed()).toHaveTextContent('Words of msg_a');
});
