import { QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, within } from '@testing-library/react';
import { beforeAll, expect, test, vi } from 'vitest';
import { makeQueryClient } from '#lib/client/query-client.ts';
import { recipientAccess } from '#lib/client/shared-access.ts';
import { aMessage, aRun, aStep, codeCall, functionCall, searchCall } from '#lib/domain/domain-fixtures.ts';
import type { RedactionClass } from '#lib/domain/redaction.ts';
import type { Run } from '#lib/domain/run.ts';
import type { Step } from '#lib/domain/step.ts';
import { ms } from '#lib/domain/time.ts';
import type { ToolCall } from '#lib/domain/tool-call.ts';
import { Commands } from '../../commands/commands.tsx';
import { giveSize, page, START, times } from '../screen-fixture.tsx';
import { SharedRunScreen } from './shared-run-screen.tsx';

vi.mock('next/navigation', async () => (await import('../../ui/fake-navigation.ts')).navigation);
beforeAll(giveSize);

const access = recipientAccess(`rls_${'a'.repeat(32)}`, 'grant');

/** Shows a shared run; gives the paths that were asked. */
async function show(run: Partial<Run>, more: { steps?: Step[]; leftOut?: RedactionClass[] } = {}): Promise<string[]> {
  const asked: string[] = [];
  const question = aMessage({
    id: 'msg_q',
    role: 'user',
    runId: null,
    createdAt: ms(START - 1000),
    content: [{ type: 'text', text: { text: 'How warm\nis it?' }, annotations: [] }],
  });
  globalThis.fetch = async (input) => {
    const path = input instanceof Request ? input.url : input.toString();
    asked.push(path);
    return Response.json(page(path.includes('of=thread') ? [question] : []));
  };
  window.history.replaceState(null, '', '/s/token');
  const {
    steps = [aStep({ id: 'a', status: 'in_progress', calls: [functionCall('warmth', '{}', null)], ...times(1) })],
    leftOut = [],
  } = more;
  const redaction = { counts: {}, classes: leftOut, values: 0 };
  await act(async () => {
    render(
      <QueryClientProvider client={makeQueryClient()}>
        <Commands>
          <SharedRunScreen
            access={access}
            snapshot={{ takenAt: START + 60_000, expiresAt: Date.now() + 3_600_000, redaction }}
            trace={{ run: aRun({ threadId: 'thread_a', createdAt: ms(START), ...run }), steps: page(steps) }}
            lastPage={null}
          />
        </Commands>
      </QueryClientProvider>,
    );
    await import('../timeline-panes.tsx');
    await import('../tool-content.tsx');
  });
  return asked;
}

test('a run that waited when it was shared waits for the caller, for ever, and nothing is asked again', async () => {
  const asked = await show({ status: 'requires_action', completedAt: null });
  const main = screen.getByRole('main');
  expect(main).toHaveTextContent(/^Shared snapshot, expires in 60 minutes, nothing redacted/);
  expect(within(main).getAllByText('Waiting').length).toBeGreaterThan(1);
  expect(main).toHaveTextContent(/the caller/);
  expect(main.textContent).not.toMatch(/\byour?\b/i);
  expect(within(main).getAllByRole('treeitem')[0]).toHaveAccessibleName(/, waiting, about .+ so far$/);
  expect(asked.every((path) => path.startsWith(`/api/shared/rls_`) && path.includes('grant=grant'))).toBe(true);
  expect(asked.some((path) => path.includes('/events') || /\?cursor=/.test(path))).toBe(false);
});

test('what was asked stands over the steps; nothing leads elsewhere', async () => {
  await show({ status: 'completed', completedAt: ms(START + 60_000) });
  expect(await screen.findByText(/How warm is it\?/)).toHaveTextContent('Asked How warm is it?');
  for (const link of screen.queryAllByRole('link')) expect(link.getAttribute('href')).toMatch(/^[?#]/);
  expect(screen.queryByRole('button', { name: /Share|Export|Refresh|Delete/ })).toBeNull();
  expect(within(screen.getByRole('navigation', { name: 'Breadcrumb' })).queryByText(/thread_a/)).toBeNull();
});

const over = { status: 'completed', completedAt: ms(START + 60_000) };

test('images that were left out are not asked for, and nothing is said of why their source might have lost them', async () => {
  const chart = { ...codeCall('# chart'), outputs: [{ type: 'image' as const, fileId: 'file-png' }] } as ToolCall;
  const steps = [aStep({ id: 'a', calls: [chart], ...times(1) })];
  const asked = await show(over, { steps, leftOut: ['images'] });
  const detail = screen.getByRole('region', { name: /Run Python/ });
  expect(await within(detail).findByText('Images were left out by who shared this run.')).toBeVisible();
  expect(within(detail).queryByRole('img')).toBeNull();
  expect(within(detail).queryByRole('button', { name: /Try again|in the viewer/ })).toBeNull();
  expect(asked.filter((path) => path.includes('/files/file-png'))).toEqual([]);
});

test('where messages were left out nothing is called never cited', async () => {
  const steps = [aStep({ id: 'a', calls: [searchCall(2)], ...times(1) })];
  await show(over, { steps, leftOut: ['messages'] });
  const detail = screen.getByRole('region', { name: /Search files/ });
  expect(await within(detail).findAllByRole('article')).toHaveLength(2);
  expect(detail).not.toHaveTextContent(/cited/);
});

test('where they were not, it is', async () => {
  await show(over, { steps: [aStep({ id: 'a', calls: [searchCall(2)], ...times(1) })] });
  expect(await screen.findAllByText('retrieved, never cited')).toHaveLength(2);
});
