'use client';

import { useEffect, useRef } from 'react';
import { commandOf, isKeyTaken, type KeyCommand } from './key-map.ts';

/** Runs the commands whose keys are pressed anywhere on the page, unless `isKeyTaken`. The newest table counts. */
export function useKeys(commands: readonly KeyCommand[]): void {
  const table = useRef(commands);
  // Outside React: the listener below, which stays from one table to the next.
  useEffect(() => {
    table.current = commands;
  });
  // Outside React: keys of the document.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isKeyTaken(event)) return;
      const command = commandOf(table.current, event);
      if (!command) return;
      event.preventDefault();
      command.run(event);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
