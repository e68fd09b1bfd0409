import { createContext } from 'react';

/** What is opened and folded on a page, kept outside of it as in an address: a text of its own for the name of each place. */
export const DisclosureContext = createContext<{
  opened: ReadonlyMap<string, string> | null;
  tell: (name: string, value: string | null) => void;
} | null>(null);
