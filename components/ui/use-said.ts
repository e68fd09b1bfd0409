'use client';

import { useEffect } from 'react';
import { announce } from './announcer.ts';

/** Says a text in the page's live region when it changes; nothing while it is empty. `about` as for `announce`. */
export function useSaid(text: string, about?: string): void {
  // Outside React: the live region.
  useEffect(() => {
    if (text !== '') announce(text, about);
  }, [text, about]);
}
