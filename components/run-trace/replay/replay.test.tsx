import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { aMessage, aRun, aStep, functionCall } from '#lib/domain/domain-fixtures.ts';
import type { RunEvent } from '#lib/domain/run-event.ts';
import { ms } from '#lib/domain/time.ts';
import { type Answers, giveSize, messages, ndjson, page, scene, START, times } from '../screen-fixture.tsx';

vi.mock('next/navigation', async () => (await import('../../ui/fake-navigation.ts')).navigation);

vi.setConfig({ testTimeout: 90_000 });
beforeEach(giveSize);

const running = aRun({ status: 'in_progress', createdAt: ms(START), completedAt: null });
const ended = aRun({ status: 'completed', createdAt: ms(START), completedAt: ms(START + 9_000) });
const call = (text: string) =>
  aStep({
    id: 'b',
    status: 'in_progress',
    calls: [functionCall('get_labels', text, null)],
    ...times(2),
    completedAt: null,
  });
const written = (text: string) =>
  aMessage({ id: 'msg_c', content: [{ type: 'text', text: { text }, annotations: [] }] });
const stepC = aStep({
  id: 'c',
  kind: 'message',
  status: 'in_progress',
  messageId: 'msg_c',
  ...times(6),
  completedAt: null,
});

const EVENTS: [at: number, event: RunEvent][] = [
  [0, { type: 'run_changed', run: running }],
  [2_000, { type: 'step_added', step: call('') }],
  [2_100, { type: 'step_delta', delta: { id: 'b', pieces: [{ path: 'calls.0.arguments', at: 0, text: '{"seg' }] } }],
  [2_200, { type: 'step_delta', delta: { id: 'b', pieces: [{ path: 'calls.0.arguments', at: 5, text: 'ment":1}' }] } }],
  [6_200, { type: 'step_added', step: stepC }],
  [6_300, { type: 'message_changed', message: written('') }],
  [6_400, { type: 'message_delta', delta: { id: 'msg_c', pieces: [{ path: 'content.0.text', at: 0, text: 'Half' }] } }],
  [
    6_900,
    { type: 'message_delta', delta: { id: 'msg_c', pieces: [{ path: 'content.0.text', at: 4, text: ' and whole' }] } },
  ],
  [9_000, { type: 'ended', run: ended }],
];

const STREAMS = [{ startedAt: START, events: 9, ending: 'done' }];

const answers =
  (streams: object[]): Answers =>
  (path, accept) => {
    if (!path.startsWith('/replay')) return messages(path, accept);
    if (!accept.includes('ndjson')) return Response.json(page(streams));
    return ndjson([...EVENTS.map(([at, event]) => ({ type: 'event', at, event })), { type: 'end', count: 9 }]);
  };

async function show(query: string, streams: object[] = STREAMS): Promise<string[]> {
  const steps = [
    aStep({ id: 'b', calls: [functionCall('get_labels', '{"segment":1}', '"done"')], ...times(2) }),
    stepC,
  ];
  const { screen: shown, asked } = scene(steps, { query, answers: answers(streams), run: { status: 'completed' } });
  await act(async () => {
    render(shown);
    await Promise.all([import('./replay-run.tsx'), import('./replay-bar.tsx'), import('../timeline-panes.tsx')]);
    await import('../tool-content.tsx');
  });
  return asked;
}

/** Parts of the page are fetched when they are needed, which takes a while on a busy machine. */
const PATIENCE = { timeout: 20_000 };

const slider = () => screen.findByRole('slider', { name: 'Position in the recording' }, PATIENCE);
const scrub = async (at: number) => fireEvent.change(await slider(), { target: { value: String(at) } });
const rows = () => within(screen.getByRole('tree', { name: /Steps of/ })).getAllByRole('treeitem');

test('a moment shows what had arrived by then, arguments and text in pieces, and nothing is fetched for it', async () => {
  const asked = await show('?replay=2.15&step=b&call=0');
  expect(await slider()).toHaveAttribute('aria-valuetext', '2.1 of 9.0 seconds');
  expect(await screen.findByText(/\{"seg$/, {}, PATIENCE)).toBeInTheDocument();
  expect(screen.queryByText('Half')).toBeNull();
  await scrub(6_500);
  expect(rows().at(-1)).toHaveTextContent('Half');
  await scrub(9_000);
  expect(rows().at(-1)).toHaveTextContent('Half and whole');
  expect(screen.getByRole('group', { name: 'Replay' })).toHaveTextContent('the stream ended as it should');
  await scrub(0);
  expect(rows()).toHaveLength(1);
  expect(screen.getByText('This step had not begun at this moment of the recording.')).toBeInTheDocument();
  expect(asked.filter((path) => path.startsWith('/steps') || path.startsWith('/raw'))).toEqual([]);
});

test('a silence of the stream is told where it is, and the first piece of text', async () => {
  await show('?replay=4.2');
  const bar = await screen.findByRole('group', { name: 'Replay' }, PATIENCE);
  expect(bar).toHaveTextContent(/Nothing arrives: 2\.00.s of 4\.00.s/);
  expect(bar).toHaveTextContent(/First text after 2\.10.s/);
});

test('where nothing was recorded there is no player, and the run stands as it is', async () => {
  await show('?replay=1', []);
  expect(await screen.findByText(/nothing to replay/, {}, PATIENCE)).toBeInTheDocument();
  expect(screen.queryByRole('group', { name: 'Replay' })).toBeNull();
  expect(rows().length).toBeGreaterThan(1);
});

test('Space plays and the signs step by events whatever was clicked last', async () => {
  const user = userEvent.setup();
  await show('?replay=4.2');
  const bar = within(await screen.findByRole('group', { name: 'Replay' }, PATIENCE));
  const at = () => bar.getByRole('slider').getAttribute('aria-valuetext');
  await user.click(await slider());
  await user.keyboard('.');
  expect(at()).toBe('6.2 of 9.0 seconds');
  await user.keyboard(' ');
  await user.click(bar.getByRole('button', { name: 'Pause' }));
  await user.click(bar.getByRole('button', { name: '4×' }));
  expect(bar.getByRole('button', { name: '4×' })).not.toHaveFocus();
  const row = rows()[1];
  if (row) await user.click(row);
  expect(row).toHaveFocus();
  await user.keyboard(' ');
  await user.click(bar.getByRole('button', { name: 'Pause' }));
  expect(screen.getByRole('treeitem', { selected: true })).toBe(row);
});
