import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { aStep, codeCall, functionCall } from '#lib/domain/domain-fixtures.ts';
import type { Step } from '#lib/domain/step.ts';
import { textHash } from '#lib/domain/text-hash.ts';
import { giveSize, messages, type Scene, showTimeline, times } from './screen-fixture.tsx';

vi.mock('next/navigation', async () => (await import('../ui/fake-navigation.ts')).navigation);
beforeAll(giveSize);

const LOG = 'one\ntwo\nthree\nfour';
const detail = () => screen.getByRole('region');
const chosen = () => [...detail().querySelectorAll('[data-here]')].map((row) => row.textContent);
const steps = (): Step[] => [
  aStep({
    id: 'b',
    calls: [codeCall('print(1)', 'first', LOG), functionCall('f', '{"a":[{"b":1}]}', '{"c":2}')],
    ...times(2),
  }),
];

const show = (query: string, more: Scene = {}, list = steps()) => showTimeline(list, { query, ...more });

describe('lines of a log', () => {
  test('are chosen by a click, stand in the address, and are let go of', async () => {
    const user = userEvent.setup();
    await show('?step=b&call=0');
    const logs = within(screen.getByRole('group', { name: 'Logs 2 of 2' }));
    await user.click(logs.getByRole('button', { name: 'Line 2' }));
    await user.keyboard('{Shift>}');
    await user.click(logs.getByRole('button', { name: 'Line 3' }));
    await user.keyboard('{/Shift}');
    expect(chosen()).toEqual(['two', 'three']);
    await waitFor(() => expect(window.location.search).toBe(`?step=b&call=0&line=2-3&hash=${textHash(LOG)}&out=1`));
    await user.click(logs.getByRole('button', { name: 'Clear' }));
    await waitFor(() => expect(window.location.search).toBe('?step=b&call=0'));
  });

  test('of a link are marked, in the output that it names', async () => {
    await show(`?step=b&call=0&line=4&hash=${textHash(LOG)}&out=1`);
    expect(chosen()).toEqual(['four']);
    expect(screen.queryByText(/The text has changed/)).not.toBeInTheDocument();
  });

  test('without an output are those of the first', async () => {
    await show('?step=b&call=0&line=1');
    expect(chosen()).toEqual(['first']);
  });

  test('of a text that has changed come with a warning', async () => {
    await show('?step=b&call=0&line=1&hash=old');
    expect(within(detail()).getByText(/The text has changed since this link was made/)).toBeInTheDocument();
  });

  test('name their call where several are in view, and the step where the page chose it', async () => {
    await show('');
    const logs = within(screen.getByRole('group', { name: 'Logs 2 of 2' }));
    await userEvent.click(logs.getByRole('button', { name: 'Line 1' }));
    await waitFor(() => expect(window.location.search).toBe(`?step=b&line=1&hash=${textHash(LOG)}&out=0.1`));
    expect(chosen()).toEqual(['one']);
  });

  test('go with the selection, and stay while another tab is open', async () => {
    const user = userEvent.setup();
    await show('?step=b&call=0&line=1');
    await user.click(screen.getByRole('tab', { name: 'Timing' }));
    await waitFor(() => expect(window.location.search).toBe('?step=b&call=0&tab=timing&line=1'));
    await user.click(screen.getByRole('tab', { name: 'Rendered' }));
    expect(chosen()).toEqual(['first']);
    await user.click(screen.getByRole('treeitem', { name: /^Run / }));
    await waitFor(() => expect(window.location.search).toBe('?step=run'));
  });
});

describe('a log that was cut', () => {
  const cut = [
    aStep({
      id: 'b',
      calls: [
        {
          ...codeCall('print(1)'),
          kind: 'code_interpreter',
          input: { text: 'print(1)' },
          outputs: [{ type: 'logs', logs: { text: 'one\ntwo', truncated: true, bytes: 9_000_000 } }],
        },
      ],
      ...times(2),
    }),
  ];

  test('is read in lines from the server and not fetched whole', async () => {
    const total = 90_000;
    const asked = await show(
      '?step=b&line=80000',
      {
        answers: (path) => {
          if (!path.startsWith('/steps/b/text?')) return messages(path, '');
          const query = new URLSearchParams(path.split('?')[1]);
          const from = Number(query.get('from'));
          const to = Math.min(total, Number(query.get('to')), from + 1999);
          const lines = Array.from({ length: to - from + 1 }, (_, i) => `far ${from + i}`);
          return Response.json({ from, lines, cut: [], colours: '', total, bytes: 9_000_000, hash: 'h' });
        },
      },
      cut,
    );
    expect(await screen.findByText('90,000 lines, 8.6 MB')).toBeInTheDocument();
    await waitFor(() => expect(chosen()).toEqual(['far 80000']));
    expect(asked.filter((path) => path.startsWith('/steps/b?') || path === '/steps/b')).toEqual([]);
    const download = screen.getByRole('link', { name: 'Download logs' }).getAttribute('href');
    expect(download).toBe('/api/runs/test/thread_a.run_a/steps/b/text?path=calls.0.outputs.0.logs&download=1');
  });
});

describe('a place in a JSON text', () => {
  const row = () => within(detail()).getByRole('treeitem', { selected: true });

  test('stands in the address when a row is chosen', async () => {
    await show('?step=b&call=1');
    await userEvent.click(within(screen.getByRole('tree', { name: 'Arguments' })).getByText('b'));
    await waitFor(() => expect(decodeURI(window.location.search)).toBe('?step=b&call=1&path=$.a[0].b'));
    await userEvent.click(within(screen.getByRole('tree', { name: 'Output' })).getByText('c'));
    await waitFor(() => expect(decodeURI(window.location.search)).toBe('?step=b&call=1&out=output&path=$.c'));
    expect(row()).toHaveTextContent('c: 2');
  });

  test('of a link is chosen in the text that it names', async () => {
    await show('?step=b&out=1.output&path=$.c');
    expect(row()).toHaveTextContent('c: 2');
  });
});

test('functions say how long their outputs were waited for', async () => {
  await show('?step=b&call=1');
  const waiting = within(detail()).getByRole('group', { name: 'Waiting for outputs' });
  expect(waiting).toHaveTextContent(/Waited at most ≈\s1\ss for the output/);
  expect(waiting).toHaveTextContent(/≈\s\d+\s% of the run/);
  expect(waiting).toHaveTextContent(/Asked after ≈\s\d+\ss.*Submitted by ≈\s\d+\ss/);
  expect(within(detail()).getAllByText('f')).toHaveLength(1);
});

test('the viewer goes through all images of the run', async () => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  const drawing = (id: string, file: string) =>
    aStep({
      id,
      calls: [
        {
          ...codeCall('plot()'),
          kind: 'code_interpreter',
          input: { text: 'plot()' },
          outputs: [{ type: 'image', fileId: file }],
        },
      ],
      ...times(2),
    });
  await show('?step=c', {}, [drawing('b', 'file-b'), drawing('c', 'file-c')]);
  await userEvent.click(screen.getByRole('button', { name: 'Open image file-c in the viewer' }));
  const viewer = within(await screen.findByRole('dialog', { name: 'Step 2, image' }));
  expect(viewer.getByText('2 of 2')).toBeInTheDocument();
  await userEvent.click(viewer.getByRole('button', { name: 'Next image' }));
  expect(screen.getByRole('dialog', { name: 'Step 1, image' })).toBeInTheDocument();
});
