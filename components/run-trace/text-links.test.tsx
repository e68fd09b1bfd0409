import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
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

describe('what is looked for in a log', () => {
  const field = (name: string) => screen.getByRole('searchbox', { name: `Find in ${name}` });
  const marks = () => [...detail().querySelectorAll('mark')].map((mark) => mark.textContent);
  const current = () => detail().querySelector('mark[data-on]')?.closest('[data-line]')?.getAttribute('data-line');
  const two = (): Step[] => [aStep({ id: 'b', calls: [codeCall('print(1)', 'on\none', LOG)], ...times(2) })];

  test('stands in the address with its current hit, for each log by itself', async () => {
    const user = userEvent.setup();
    await show('?step=b&call=0', {}, two());
    await user.type(field('logs 2 of 2'), 'o');
    await waitFor(() => expect(window.location.search).toBe('?step=b&call=0&find.1=o'));
    await user.keyboard('{Enter}{Enter}');
    await waitFor(() => expect(window.location.search).toBe('?step=b&call=0&find.1=o&hit.1=3'));
    await user.type(field('logs 1 of 2'), 'ON');
    await user.tab();
    await waitFor(() => expect(window.location.search).toBe('?step=b&call=0&find.1=o&hit.1=3&find=ON'));
    await user.clear(field('logs 2 of 2'));
    await waitFor(() => expect(window.location.search).toBe('?step=b&call=0&find=ON'));
  });

  test('is there again when the address is opened, and goes with the selection', async () => {
    const user = userEvent.setup();
    await show('?step=b&call=0&find.1=o&hit.1=3', {}, two());
    expect(field('logs 2 of 2')).toHaveValue('o');
    expect(field('logs 1 of 2')).toHaveValue('');
    expect(within(detail()).getByText('3 of 3')).toBeInTheDocument();
    expect([marks(), current()]).toEqual([['o', 'o', 'o'], '4']);
    await user.click(screen.getByRole('button', { name: 'Copy a link to this' }));
    expect(await navigator.clipboard.readText()).toMatch(/\?step=b&call=0&find\.1=o&hit\.1=3$/);
    await user.click(screen.getByRole('tab', { name: 'Timing' }));
    await user.click(screen.getByRole('tab', { name: 'Rendered' }));
    expect(current()).toBe('4');
    await user.click(screen.getByRole('treeitem', { name: /^Call 1/ }));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(window.location.search).toBe('?step=b&call=0'));
    expect(field('logs 2 of 2')).toHaveValue('');
  });

  test('names its call where several are in view, and the step where the page chose it', async () => {
    const user = userEvent.setup();
    await show('');
    await user.type(field('logs 2 of 2'), 'two');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(window.location.search).toBe('?step=b&find.0.1=two'));
    expect(field('logs 2 of 2')).toHaveValue('two');
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

test('the viewer goes through all images of the run, and stands in the address', async () => {
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
  const list = [drawing('b', 'file-b'), drawing('c', 'file-c')];
  await show('?step=c&image=file-gone', {}, list);
  const gone = await screen.findByRole('dialog', { name: 'file-gone' });
  fireEvent.error(within(gone).getByRole('img'));
  expect(within(gone).getByRole('alert')).toHaveTextContent('This image cannot be loaded');
  cleanup();
  await show('?step=b&image=file-c', {}, list);
  expect(await screen.findByRole('dialog', { name: 'Step 2, image' })).toBeInTheDocument();
  cleanup();
  await show('?step=c', {}, list);
  await userEvent.click(screen.getByRole('button', { name: 'Open image file-c in the viewer' }));
  const viewer = within(await screen.findByRole('dialog', { name: 'Step 2, image' }));
  expect(viewer.getByText('2 of 2')).toBeInTheDocument();
  await waitFor(() => expect(window.location.search).toBe('?step=c&image=file-c'));
  await userEvent.click(viewer.getByRole('button', { name: 'Next image' }));
  expect(screen.getByRole('dialog', { name: 'Step 1, image' })).toBeInTheDocument();
  await waitFor(() => expect(window.location.search).toBe('?step=c&image=file-b'));
  fireEvent(screen.getByRole('dialog'), new Event('close'));
  await waitFor(() => expect(window.location.search).toBe('?step=c'));
  expect(screen.queryByRole('dialog')).toBeNull();
});

describe('how texts are shown', () => {
  const wrapButtons = () => screen.getAllByRole('button', { name: 'Wrap lines' });

  test('is the same for all logs and code of the run, and stands in the address', async () => {
    await show('?step=b&call=0');
    expect(wrapButtons().length).toBeGreaterThan(1);
    await userEvent.click(wrapButtons()[0] as HTMLElement);
    for (const button of wrapButtons()) expect(button).toHaveAttribute('aria-pressed', 'true');
    await waitFor(() => expect(window.location.search).toBe('?step=b&call=0&wrap=1'));
    await userEvent.click(wrapButtons()[1] as HTMLElement);
    await waitFor(() => expect(window.location.search).toBe('?step=b&call=0'));
  });

  test('is read from the address', async () => {
    await show('?step=b&call=1&raw=1');
    const forms = screen.getAllByRole('group', { name: /^Show .* as$/ });
    for (const form of forms)
      expect(within(form).getByRole('button', { name: 'Raw' })).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(within(forms[0] as HTMLElement).getByRole('button', { name: 'Tree' }));
    await waitFor(() => expect(window.location.search).toBe('?step=b&call=1'));
  });
});
