'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { leavingEnds } from '#lib/client/leaving.ts';
import { listNeighboursQuery, threadNeighboursQuery } from '#lib/client/neighbour-queries.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { shortId } from '#lib/domain/ids.ts';
import type { Run } from '#lib/domain/run.ts';
import { pressedKey } from '../../commands/pressed-key.ts';
import { announce } from '../../ui/announcer.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { LiveDot } from '../../ui/live-dot.tsx';
import { toast } from '../../ui/toast.ts';

export interface RunOnItsWay {
  to: Run;
  /** How many runs after the one in view it is; before that where negative. */
  at: number;
  /** How many the reader has asked for meanwhile. */
  wanted: number;
}

/**
 * Says that another run is on its way, which a slow source sends late, until it is there: Escape stays with this one, and
 * every further press of the keys that brought it goes one run on or back from the one on its way.
 */
export function OpeningRun({
  access,
  to,
  at,
  wanted,
  list,
  onGo,
}: {
  access: TraceAccess;
  /** The list that is followed; null for the thread. */
  list: string | null;
  /** Opens a run and says how far it is from the one in view; null stays with that. */
  onGo: (to: Run | null, at: number) => void;
} & RunOnItsWay) {
  const client = useQueryClient();
  const name = shortId(to.id);
  // Outside React: the live region.
  useEffect(() => announce(`Opening ${name}. Escape stays here`, 'opening'), [name]);

  const stay = () => {
    leavingEnds();
    // The router gives a navigation up when the address is written.
    window.history.replaceState(null, '', window.location.href);
    onGo(null, 0);
    announce('Staying here', 'opening');
  };
  const around = (from: Run) =>
    list === null
      ? client.fetchQuery(threadNeighboursQuery({ ...access, cacheKey: `${from.source}/${from.key}` }, from))
      : client.fetchQuery(listNeighboursQuery(list, from));
  const stayHere = useEffectEvent(stay);
  const follow = useEffectEvent(async (signal: AbortSignal) => {
    const [by, way] = wanted > at ? ([1, 'next'] as const) : ([-1, 'previous'] as const);
    let found = to;
    for (let place = at; place !== wanted; place += by) {
      const next = (await around(found).catch(() => null))?.[way];
      if (signal.aborted) return;
      if (!next) {
        toast(`No ${way} run ${list === null ? 'in this thread' : 'in the list'}`);
        onGo(found, place);
        return;
      }
      found = next;
    }
    onGo(found, wanted);
  });
  // Outside React: the server, which knows the run behind the next one.
  useEffect(() => {
    const stop = new AbortController();
    if (wanted === 0) stayHere();
    else if (wanted !== at) void follow(stop.signal);
    return () => stop.abort();
  }, [wanted, at]);
  // Outside React: the keyboard, before the page's own keys.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (pressedKey(event) !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      stayHere();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
  return (
    <div className="fixed inset-x-0 bottom-11 z-40 grid justify-items-center">
      <span className="flex max-w-[calc(100vw-32px)] items-center gap-2.5 rounded-control bg-raised py-1.5 pr-1.5 pl-3 text-ui text-ink shadow-pop">
        <span className="inline-flex text-live">
          <LiveDot />
        </span>
        <span className="truncate">
          Opening <bdi className="font-mono text-meta">{name}</bdi>
        </span>
        <Button size="sm" onClick={stay} className="pointer-coarse:h-11">
          Stay here
          <span className="pointer-coarse:hidden">
            <Kbd>Esc</Kbd>
          </span>
        </Button>
      </span>
    </div>
  );
}
