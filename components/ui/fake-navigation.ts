import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

/** Stands in for `next/navigation` in unit tests: shows components the address bar, as the router does. */
export const navigation = {
  useRouter: () => ({ push: (href: string) => window.history.pushState(null, '', href) }),
  usePathname: () => window.location.pathname,
  useSearchParams: () =>
    new URLSearchParams(
      useSyncExternalStore(
        (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        () => window.location.search,
        () => window.location.search,
      ),
    ),
};

/** Lets components follow `history.replaceState` from now on. */
export function followAddress(): void {
  const replace = window.history.replaceState.bind(window.history);
  window.history.replaceState = (...args) => {
    replace(...args);
    for (const listener of listeners) listener();
  };
}
