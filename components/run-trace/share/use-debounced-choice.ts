'use client';

import { useEffect, useMemo, useState } from 'react';
import type { RedactionChoice } from '#lib/domain/redaction.ts';
import { choiceOf, type ShareDraft } from './share-draft.ts';

/** How long a choice must rest before what it takes out is asked for (ms). */
const REST = 350;

/** What a draft takes out, once the reader has stopped switching. */
export function useDebouncedChoice(draft: ShareDraft): RedactionChoice {
  const now = useMemo(() => choiceOf(draft), [draft]);
  const [settled, setSettled] = useState(now);
  // Outside React: the timer.
  useEffect(() => {
    const timer = setTimeout(() => setSettled(now), REST);
    return () => clearTimeout(timer);
  }, [now]);
  return settled;
}
