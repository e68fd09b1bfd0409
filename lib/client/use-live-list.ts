'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { isTerminal, type Run } from '../domain/run.ts';
import type { FollowedList } from './follow-list.ts';
import { needsPolling, runName, setTransport, useTransport } from './live-state.ts';
import { NOT_LOADED } from './use-live-run.ts';

/** Runs that are named as being in view; the server takes no more. */
const MOST_ROWS = 100;

/**
 * Follows the lists by the server's events; `runs` are those that are shown. Gives whether the page has to ask for itself,
 * because the events cannot be had.
 */
export function useLiveList(runs: readonly Run[]): boolean {
  const client = useQueryClient();
  useTransport();
  const goOn = runs.filter((run) => !isTerminal(run) && !run.left).slice(0, MOST_ROWS);
  const names = goOn.map(({ source, key }) => runName(source, key)).join(' ');
  const shown = useRef(names);
  const followed = useRef<FollowedList | null>(null);
  // Outside React: the connection for events, which all tabs share.
  useEffect(() => {
    let left = false;
    import('./follow-list.ts').then(
      ({ followList }) => {
        if (left) return;
        followed.current = followList(client, () => shown.current.split(' ').filter(Boolean));
      },
      () => setTransport({ mode: 'polling', why: NOT_LOADED, since: Date.now(), runs: [] }),
    );
    return () => {
      left = true;
      followed.current?.stop();
      followed.current = null;
    };
  }, [client]);
  // Outside React: the connection, which is told what is in view.
  useEffect(() => {
    shown.current = names;
    followed.current?.changed();
  }, [names]);
  return needsPolling(null);
}
