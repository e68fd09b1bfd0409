import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { aStep, functionCall } from '#lib/domain/domain-fixtures.ts';
import { type Answers, giveSize, messages, page, said, showTimeline, three } from './screen-fixture.tsx';

vi.mock('next/navigation', async () => (await import('../ui/fake-navigation.ts')).navigation);
beforeAll(giveSize);

const tree = () => screen.getByRole('tree', { name: /Steps of/ });
const rows = () => within(tree()).getAllByRole('treeitem');
const detail = () => screen.getByRole('region');

describe('the detail', () => {
  test('shows the message of a step', async () => {
    await showTimeline(three());
    await waitFor(() => expect(detail()).toHaveTextContent('Words of msg_c'));
  });

  test('heads a step with its tokens, and a call with its place only where there are more', async () => {
    const usage = {
      inputTokens: 40,
      outputTokens: 312,
      totalTokens: 352,
      cachedTokens: null,
      reasoningTokens: null,
      extra: {},
    };
    const step = (id: string, calls: string[]) => aStep({ id, usage, calls: calls.map((call) => functionCall(call)) });
    await showTimeline([step('a', ['f', 'g']), step('b', ['h'])], { query: '?step=a' });
    expect(detail()).toHaveTextContent('312 tokens out');
    await userEvent.click(screen.getByRole('treeitem', { name: /^Call 2 of 2/ }));
    expect(detail()).toHaveTextContent('call 2 of 2');
    expect(detail()).not.toHaveTextContent('tokens out');
    await userEvent.click(screen.getByRole('treeitem', { name: /^Call 1 of 1/ }));
    expect(detail()).not.toHaveTextContent('call 1 of 1');
  });

  test('reads on for a message that is not among the first, and says when there is none', async () => {
    const answers: Answers = (path) => {
      if (!path.startsWith('/messages')) return null;
      return Response.json(path.includes('cursor=m1') ? page([said('msg_c')]) : page([said('m1')], 'm1'));
    };
    await showTimeline(three(), { answers });
    await waitFor(() => expect(detail()).toHaveTextContent('Words of msg_c'));
    await userEvent.click(rows()[1] as HTMLElement);
    await waitFor(() => expect(detail()).toHaveTextContent('did not return the message msg_a'));
  });

  test('explains a source without messages', async () => {
    const error = { code: 'capability_missing', message: 'This source keeps no messages.', request_id: 'r' };
    await showTimeline(three(), {
      answers: (path) => (path.startsWith('/messages') ? Response.json({ error }, { status: 404 }) : null),
    });
    await waitFor(() =>
      expect(detail()).toHaveTextContent('What this message says is not known. This source keeps no messages.'),
    );
    // It is no fault, so nothing of the detail is announced as one.
    expect(within(detail()).queryByRole('note')).toBeNull();
    expect(rows()).toHaveLength(6);
  });

  test('fetches the JSON as the source sent it when the tab is opened', async () => {
    const user = userEvent.setup();
    const answers: Answers = (path) => (path === '/raw?step=b' ? new Response('{"as":"it came"}') : messages(path, ''));
    const asked = await showTimeline(three(), { answers, query: '?step=b' });
    expect(asked.some((path) => path.startsWith('/raw'))).toBe(false);
    await user.click(screen.getByRole('tab', { name: 'JSON' }));
    await waitFor(() => expect(detail()).toHaveTextContent('it came'));
    await waitFor(() => expect(window.location.search).toBe('?step=b&tab=json'));
  });

  test('fetches a step whole whose texts were cut', async () => {
    const cut = aStep({
      id: 'b',
      calls: [
        {
          ...functionCall('f'),
          kind: 'function',
          name: 'f',
          output: null,
          arguments: { text: 'begin', truncated: true, bytes: 99_000 },
        },
      ],
    });
    const whole = aStep({ id: 'b', calls: [functionCall('f', 'begin and the end')] });
    await showTimeline([cut], {
      answers: (path) => (path === '/steps/b' ? Response.json(whole) : messages(path, '')),
      query: '?step=b',
    });
    await waitFor(() => expect(detail()).toHaveTextContent('begin and the end'));
  });

  test('of a run whose source keeps no steps is the run itself, and the page explains why', async () => {
    await showTimeline([], { problem: 'This source keeps no steps.' });
    expect(screen.getByText('This source keeps no steps.')).toBeInTheDocument();
    expect(rows()).toHaveLength(1);
    expect(within(detail()).getByRole('group', { name: 'Details' })).toHaveTextContent('asst_a');
  });
});
