import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderToReadableStream } from 'react-dom/server';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { aStep, codeCall, functionCall } from '#lib/domain/domain-fixtures.ts';
import { ms } from '#lib/domain/time.ts';
import {
  type Answers,
  START,
  giveSize,
  message,
  messages,
  scene,
  showTimeline,
  three,
  times,
} from './screen-fixture.tsx';

vi.mock('next/navigation', async () => (await import('../ui/fake-navigation.ts')).navigation);
beforeAll(giveSize);

const tree = () => screen.getByRole('tree', { name: /Steps of/ });
const rows = () => within(tree()).getAllByRole('treeitem');
const chosen = () => within(tree()).getByRole('treeitem', { selected: true });
const detail = () => screen.getByRole('region');

describe('the tree', () => {
  test('says what stands where', async () => {
    await showTimeline(three());
    expect(screen.getByRole('main')).toHaveAttribute('data-steps', 'complete');
    expect(rows().map((row) => [row.getAttribute('aria-level'), row.getAttribute('aria-setsize')])).toEqual([
      ['1', '1'],
      ['2', '3'],
      ['2', '3'],
      ['3', '2'],
      ['3', '2'],
      ['2', '3'],
    ]);
    expect(rows()[2]).toHaveAttribute('aria-expanded', 'true');
    expect(rows()[2]).toHaveAccessibleName(/^Step 2, Call 2 tools, get_labels, code_interpreter, 2 to 3 seconds$/);
    expect(rows()[3]).toHaveAccessibleName('Call 1 of 2, get_labels, answered');
    expect(rows().filter((row) => row.tabIndex === 0)).toEqual([chosen()]);
  });

  test('opens on the last message, and on the linked step when there is one', async () => {
    await showTimeline(three());
    expect(chosen()).toHaveAccessibleName(/^Step 3/);
  });

  test('opens on the first failed step', async () => {
    const error = { code: 'server_error', message: 'Sorry', extra: {} };
    await showTimeline([message('a', 0), aStep({ id: 'f', status: 'failed', lastError: error }), message('c', 4)], {
      answers: messages,
    });
    expect(chosen()).toHaveAccessibleName(/^Step 2, .*failed, server_error/);
    expect(within(detail()).getByRole('group', { name: 'Error' })).toHaveTextContent('Sorry');
  });

  test('walks, folds and leads to the detail and back by keys', async () => {
    const user = userEvent.setup();
    await showTimeline(three());
    act(() => chosen().focus());
    await user.keyboard('k');
    expect(chosen()).toHaveAccessibleName(/^Call 2 of 2/);
    expect(chosen()).toHaveFocus();
    expect(detail()).toHaveTextContent('print(1)');
    await user.keyboard('{ArrowLeft}');
    expect(chosen()).toHaveAccessibleName(/^Step 2/);
    await user.keyboard('{ArrowLeft}');
    expect(chosen()).toHaveAttribute('aria-expanded', 'false');
    expect(rows()).toHaveLength(4);
    await user.keyboard('{ArrowLeft}');
    expect(chosen()).toHaveAccessibleName(/^Run run_a, completed, about 1 minute$/);
    await user.keyboard('{End}');
    expect(chosen()).toHaveAccessibleName(/^Step 3/);
    await user.keyboard('{ArrowUp}{ArrowRight}{Enter}');
    await waitFor(() => expect(detail()).toHaveFocus());
    await user.keyboard('{Escape}');
    expect(chosen()).toHaveFocus();
    expect(chosen()).toHaveAccessibleName(/^Step 2/);
    await waitFor(() => expect(window.location.search).toBe('?step=b'));
  });

  test('of a run that nobody can be asked about any more, time stands where it was kept', async () => {
    const capturedAt = ms(START + 7_000);
    const kept = {
      capturedAt,
      goneAt: null,
      whole: false,
      origin: 'import',
      runMissing: false,
      because: null,
    } as const;
    const run = { status: 'in_progress', completedAt: null };
    await showTimeline([message('a', 0)], { run, kept: { ...kept, final: true } });
    expect(rows()[0]).toHaveAccessibleName(/, about 7 seconds/);
    expect(await screen.findByText(/The run had not ended when it was kept, by an import/)).toBeInTheDocument();
  });

  test('a click selects, the twist folds', async () => {
    const user = userEvent.setup();
    await showTimeline(three());
    await user.click(within(tree()).getByText('Call 2 tools'));
    expect(chosen()).toHaveAccessibleName(/^Step 2/);
    const twist = chosen().querySelector('[data-twist]');
    if (!twist) throw new Error('no twist');
    await user.click(twist);
    expect(rows()).toHaveLength(4);
  });

  test('is in the HTML that the server sends', async () => {
    const stream = await renderToReadableStream(scene(three(), { query: '?step=b' }).screen);
    await stream.allReady;
    const html = await new Response(stream).text();
    expect(html.match(/data-row=/g)).toHaveLength(6);
    expect(html).toContain('Call 2 tools');
    expect(html).toContain('print(1)');
  });

  test('draws few rows of many, and folds the calls of long runs', async () => {
    const many = Array.from({ length: 10_000 }, (_, i) =>
      aStep({ id: `s${i}`, calls: [functionCall('f')], ...times(i) }),
    );
    await showTimeline(many);
    expect(screen.getByText('10,000 steps')).toBeInTheDocument();
    expect(rows().length).toBeLessThan(80);
    expect(document.querySelectorAll('*').length).toBeLessThan(2000);
    expect(chosen()).toHaveAttribute('aria-expanded', 'false');
    expect(chosen()).toHaveAttribute('aria-posinset', '10000');
  });

  test('draws no bars where the source keeps no times', async () => {
    await showTimeline([aStep({ id: 'a' })], { run: { createdAt: null, completedAt: null } });
    expect(screen.getByText(/order only/)).toBeInTheDocument();
    expect(rows()[1]).toHaveAccessibleName('Step 1, Call tools, no calls yet');
  });
});

describe('the address', () => {
  test('selects a call and a tab', async () => {
    await showTimeline(three(), { query: '?step=b&call=0&tab=timing' });
    expect(chosen()).toHaveAccessibleName(/^Call 1 of 2, get_labels/);
    expect(screen.getByRole('tab', { name: 'Timing' })).toHaveAttribute('aria-selected', 'true');
    expect(screen.getByRole('row', { name: /^Created ≈/ })).toHaveTextContent('UTC');
  });

  test('a linked step that has not been read is fetched by its id', async () => {
    const answers: Answers = (path) =>
      path === '/steps/far?texts=cut'
        ? Response.json(aStep({ id: 'far', calls: [codeCall('print("far away")')] }))
        : messages(path, '');
    const asked = await showTimeline([message('a', 0)], { answers, query: '?step=far' });
    await waitFor(() => expect(detail()).toHaveTextContent('far away'));
    expect(asked).toContain('/steps/far?texts=cut');
  });

  test('a linked step that is not there says so', async () => {
    await showTimeline([message('a', 0)], { query: '?step=gone' });
    await waitFor(() => expect(within(detail()).getByRole('note')).toHaveTextContent('There is no such thing.'));
  });
});
