'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { setTransport, type Transport, useTransport } from './live-state.ts';
import type { TraceAccess } from './trace-access.ts';

/** Why there are no events where the part of the page that hears them could not be fetched. */
export const NOT_LOADED = 'A part of this page could not be loaded.';

/**
 * Follows a run by the server's events while `goesOn`, and gives how they come. What it needs is fetched only for a run that
 * goes on.
 */
export function useLiveRun(access: TraceAccess, goesOn: boolean): Transport {
  const client = useQueryClient();
  const follows = goesOn && access.live !== null;
  // Outside React: the connection for events, which all tabs share.
  useEffect(() => {
    if (!follows) return;
    let stop: (() => void) | null = null;
    let left = false;
    import('./follow-run.ts').then(
      ({ followRun }) => {
        if (!left) stop = followRun(client, access);
      },
      () => setTransport({ mode: 'polling', why: NOT_LOADED, since: Date.now(), runs: [] }),
    );
    return () => {
      left = true;
      stop?.();
    };
  }, [access, client, follows]);
  return useTransport();
}
