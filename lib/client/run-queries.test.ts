import { QueryClient } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { aRun, aStep } from '../domain/domain-fixtures.ts';
import type { Step } from '../domain/step.ts';
import { openTrace, type TraceState } from '../domain/trace-state.ts';
import type { ApiError } from './api-error.ts';
import { traceQuery } from './run-queries.ts';
import { ownerAccess } from './trace-access.ts';

test('a poll that brings nothing new leaves the very same trace, and a new step all others', async () => {
  const run = aRun({ source: 's', key: 't.a', status: 'in_progress', completedAt: null });
  const ended = aStep({ id: 'step_a' });
  const going = aStep({ id: 'step_b', status: 'in_progress', completedAt: null });
  const page = (...items: Step[]) => ({ items, nextCursor: null, total: null });
  let answered = page(going);
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json({ run, steps: answered }));
  const client = new QueryClient();
  const query = traceQuery(ownerAccess('s', 't.a'));
  client.setQueryData(query.queryKey, openTrace({ run, steps: page(ended, going) }));
  const polled = () => client.fetchQuery<TraceState, ApiError>({ ...query, staleTime: 0 });
  const before = client.getQueryData<TraceState>(query.queryKey);
  expect(await polled()).toBe(before);
  answered = page(going, aStep({ id: 'step_c' }));
  const after = await polled();
  expect(after.steps.map((step) => step.id)).toEqual(['step_a', 'step_b', 'step_c']);
  expect(after.steps[1]).toBe(before?.steps[1]);
  expect(after.run).toBe(before?.run);
});
