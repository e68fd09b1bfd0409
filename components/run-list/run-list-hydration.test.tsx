import { dehydrate, HydrationBoundary, QueryClientProvider } from '@tanstack/react-query';
import { act, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { hydrateRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '#lib/client/query-client.ts';
import { runListOptions } from '#lib/client/run-list-queries.ts';
import { sourcesOptions } from '#lib/client/source-queries.ts';
import { parseRunListParams } from '#lib/contract/run-list-params.ts';
import { type FakeRunsApi, installLayout, installRunsApi } from './fake-runs-api.ts';
import { RunListScreen } from './run-list-screen.tsx';

vi.mock('next/navigation', () => ({ usePathname: () => '/runs', useSearchParams: () => new URLSearchParams() }));
vi.mock('next/link', () => ({
  default: ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>,
  useLinkStatus: () => ({ pending: false }),
}));

let api: FakeRunsApi;
let hydrated: Root | undefined;

beforeEach(() => {
  installLayout();
  api = installRunsApi();
});
// Nothing of the page may go on once its document is gone.
afterEach(() => act(() => hydrated?.unmount()));

test('the first page is in the HTML of the server, and the browser takes it over without reading it again', async () => {
  const server = makeQueryClient();
  await server.prefetchInfiniteQuery(runListOptions(parseRunListParams(new URLSearchParams())));
  await server.prefetchQuery(sourcesOptions());
  const state = dehydrate(server);
  api.calls.length = 0;
  const page = () => (
    <QueryClientProvider client={makeQueryClient()}>
      <HydrationBoundary state={state}>
        <RunListScreen loadedAt={10_000} />
      </HydrationBoundary>
    </QueryClientProvider>
  );
  const root = document.createElement('div');
  root.append(document.createRange().createContextualFragment(renderToString(page())));
  document.body.append(root);
  expect(root.querySelectorAll('[role=row]')).toHaveLength(4);
  expect(root.querySelector('a[href="/runs/sample/thread_1.run_third0000003"]')).not.toBeNull();

  const onRecoverableError = vi.fn();
  await act(async () => {
    hydrated = hydrateRoot(root, page(), { onRecoverableError });
  });
  expect(onRecoverableError).not.toHaveBeenCalled();
  expect(await screen.findByText('Asked in thread_1.run_first0000001')).toBeInTheDocument();
  const others = api.calls.filter((call) => !call.path.endsWith('/summary'));
  expect(others.map((call) => call.path)).toEqual(['/api/runs/histogram']);
});
