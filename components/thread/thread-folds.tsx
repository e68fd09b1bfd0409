'use client';

import { type ReactNode, useMemo } from 'react';
import { useUrlState } from '#lib/client/use-url-state.ts';
import { type Disclosures, formatDisclosures, parseDisclosures } from '#lib/contract/disclosure-params.ts';
import { formatFoundWords, parseFoundWords } from '#lib/contract/found-words-params.ts';
import { formatWantedMessage, parseWantedMessage } from '#lib/contract/wanted-message-params.ts';
import { DisclosureContext } from '../ui/disclosure-context.ts';

const parse = (query: URLSearchParams) => ({
  message: parseWantedMessage(query),
  found: parseFoundWords(query),
  opened: parseDisclosures(query),
});

const format = ({ message, found, opened }: ReturnType<typeof parse>) =>
  [formatWantedMessage(message), found ? formatFoundWords(found) : '', ...formatDisclosures(opened)]
    .filter(Boolean)
    .join('&');

/** Keeps what is opened and folded on the page of a thread in its address, beside what that leads to. */
export function ThreadFolds({ children }: { children: ReactNode }) {
  const [{ opened }, set] = useUrlState(parse, format);
  const shared = useMemo(
    () => ({
      opened,
      tell: (_name: string, change: (before: Disclosures | null) => Disclosures) =>
        set((before) => ({ ...before, opened: change(before.opened) })),
    }),
    [opened, set],
  );
  return <DisclosureContext value={shared}>{children}</DisclosureContext>;
}
