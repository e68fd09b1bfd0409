import { act, render } from '@testing-library/react';
import { createContext, startTransition, Suspense, use, useContext, useEffect, useState } from 'react';
import { expect, test, vi } from 'vitest';
import { useUrlState } from './use-url-state.ts';

const router = vi.hoisted(() => ({ query: null as unknown as React.Context<string> }));
const Query = createContext('step=one');
router.query = Query;

vi.mock('next/navigation', () => ({
  usePathname: () => '/runs/a/b',
  useSearchParams: () => new URLSearchParams(useContext(router.query)),
}));

const parse = (query: URLSearchParams) => query.get('step') ?? 'none';
const format = (step: string) => `step=${step}`;

test('a change made while the drawing of the last one is given up is kept', async () => {
  window.history.replaceState(null, '', '/runs/a/b?step=one');
  const { promise: drawn, resolve: draw } = Promise.withResolvers<void>();
  const acts = { follow: () => {}, choose: (_step: string) => {} };

  /** Follows the address by a transition, as the framework's router does. */
  function Router() {
    const [query, setQuery] = useState('step=one');
    // Outside React: the test.
    useEffect(() => {
      acts.follow = () => startTransition(() => setQuery(window.location.search.slice(1)));
    });
    return (
      <Query value={query}>
        <Screen />
        <Slow waits={query === 'step=two'} />
      </Query>
    );
  }
  function Screen() {
    const [step, setStep] = useUrlState(parse, format);
    // Outside React: the test.
    useEffect(() => {
      acts.choose = setStep;
    });
    return <p>{step}</p>;
  }
  /** Stands for a screen whose drawing takes so long that a key comes in between. */
  function Slow({ waits }: { waits: boolean }) {
    if (waits) use(drawn);
    return null;
  }

  const { container } = render(
    <Suspense>
      <Router />
    </Suspense>,
  );
  const shown = () => container.querySelector('p')?.textContent;
  await act(async () => acts.choose('two'));
  expect(window.location.search).toBe('?step=two');
  await act(async () => acts.follow());
  await act(async () => acts.choose('three'));
  expect(shown()).toBe('three');
  await act(async () => draw());
  expect(shown()).toBe('three');
});
