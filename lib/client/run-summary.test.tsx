import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from './query-client.ts';
import { runSummaryOptions } from './run-list-queries.ts';

interface Asked {
  key: string;
  answer: (status?: number) => void;
  aborted: boolean;
}

let asked: Asked[];
const underWay = () => asked.filter((each) => !each.aborted && !done.has(each));
let done: Set<Asked>;

beforeEach(() => {
  asked = [];
  done = new Set();
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    const key = path.split('/')[4] ?? '';
    return new Promise<Response>((resolve, reject) => {
      const each: Asked = {
        key,
        aborted: false,
        answer: (status = 200) => {
          done.add(each);
          const body = {
            source: 's',
            key,
            firstMessage: `Message of ${key}`,
            steps: 3,
            stepsComplete: true,
            phases: [],
            tools: [],
          };
          const error = { error: { code: 'upstream_error', message: 'No', request_id: 'r' } };
          resolve(Response.json(status === 200 ? body : error, { status }));
        },
      };
      asked.push(each);
      init.signal?.addEventListener('abort', () => {
        each.aborted = true;
        reject(init.signal?.reason);
      });
    });
  });
});

const run = (key: string, status = 'completed') => ({
  source: 's',
  key,
  status,
  completedAt: null,
  failedAt: null,
  cancelledAt: null,
});

function Row({ name, status, inView = true }: { name: string; status?: string; inView?: boolean }) {
  const { data } = useQuery({ ...runSummaryOptions(run(name, status)), enabled: inView });
  return <p>{data?.firstMessage ?? `Nothing of ${name}`}</p>;
}

function show(names: string[], status?: string) {
  const client = makeQueryClient();
  const page = (shown: string[]) => (
    <QueryClientProvider client={client}>
      {shown.map((name) => (
        <Row key={name} name={name} {...(status ? { status } : {})} />
      ))}
    </QueryClientProvider>
  );
  const { rerender } = render(page(names));
  return (next: string[]) => rerender(page(next));
}

test('two rows at a time are read, in their order', async () => {
  show(['a', 'b', 'c', 'd']);
  await waitFor(() => expect(asked.map((each) => each.key)).toEqual(['a', 'b']));
  await act(async () => asked[1]?.answer());
  await waitFor(() => expect(asked.map((each) => each.key)).toEqual(['a', 'b', 'c']));
  expect(underWay()).toHaveLength(2);
  expect(await screen.findByText('Message of b')).toBeInTheDocument();
  for (const key of ['a', 'c', 'd']) {
    await waitFor(() => expect(asked.some((each) => each.key === key)).toBe(true));
    await act(async () => asked.find((each) => each.key === key)?.answer());
  }
  expect(await screen.findByText('Message of d')).toBeInTheDocument();
});

test('rows that are scrolled away are cancelled, also those that wait', async () => {
  const scrollTo = show(['a', 'b', 'c', 'd']);
  await waitFor(() => expect(asked).toHaveLength(2));
  scrollTo(['x', 'y']);
  await waitFor(() => expect(asked.filter((each) => each.aborted).map((each) => each.key)).toEqual(['a', 'b']));
  await waitFor(() => expect(underWay().map((each) => each.key)).toEqual(['x', 'y']));
  expect(asked.some((each) => each.key === 'c' || each.key === 'd')).toBe(false);
});

test('a finished run is read once, whether it could be read or not', async () => {
  const scrollTo = show(['a', 'b']);
  await waitFor(() => expect(asked).toHaveLength(2));
  await act(async () => {
    asked[0]?.answer();
    asked[1]?.answer(502);
    await vi.dynamicImportSettled();
  });
  await screen.findByText('Message of a');
  scrollTo([]);
  scrollTo(['a', 'b']);
  expect(await screen.findByText('Message of a')).toBeInTheDocument();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(asked).toHaveLength(2);
});

test('a run that goes on is read again when it has ended', async () => {
  const client = makeQueryClient();
  const page = (status: string) => (
    <QueryClientProvider client={client}>
      <Row name="a" status={status} />
    </QueryClientProvider>
  );
  const { rerender } = render(page('in_progress'));
  await waitFor(() => expect(asked).toHaveLength(1));
  await act(async () => asked[0]?.answer());
  rerender(page('completed'));
  await waitFor(() => expect(asked).toHaveLength(2));
});

test('a row outside the window asks nothing', async () => {
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <Row name="a" inView={false} />
    </QueryClientProvider>,
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked).toHaveLength(0);
});
