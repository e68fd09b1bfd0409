import { createContext } from 'react';

/** What is opened and folded on a page, kept outside of it as in an address: a text of its own for the name of each place. */
export const DisclosureContext = createContext<{
  opened: ReadonlyMap<string, string> | null;
  /** Told what becomes of all of it by a change of one place. */
  tell: (name: string, change: (before: ReadonlyMap<string, string> | null) => ReadonlyMap<string, string>) => void;
} | null>(null);
