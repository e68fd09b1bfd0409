'use client';

import { useEffect, useMemo, useState } from 'react';
import type { ReplayPlace, ReplaySpeed } from '#lib/contract/replay-params.ts';

/** Time between two pictures (ms), and how much of it counts: in a hidden tab a replay stands still. */
const FRAME = 80;
const MOST = 250;

export interface Player {
  /** ms from the beginning of the recording. */
  at: number;
  playing: boolean;
  speed: ReplaySpeed;
  /** Plays or pauses; from the end it begins again. */
  toggle: () => void;
  /** Goes to an instant; playing goes on from there. */
  seek: (at: number) => void;
  setSpeed: (speed: ReplaySpeed) => void;
}

/** Plays a recording of `length` ms, from where the address says. It begins paused but at its beginning. */
export function usePlayer(length: number, place: ReplayPlace): Player {
  const [state, setState] = useState({
    at: Math.min(length, place.at),
    playing: place.at === 0,
    speed: place.speed,
  });
  const { playing } = state;

  // Outside React: the clock of the pictures.
  useEffect(() => {
    if (!playing) return;
    let last = performance.now();
    let handle = requestAnimationFrame(draw);
    function draw(now: number) {
      handle = requestAnimationFrame(draw);
      const passed = Math.min(MOST, now - last);
      if (passed < FRAME) return;
      last = now;
      setState((before) => {
        const at = Math.min(length, before.at + passed * before.speed);
        return { ...before, at, playing: before.playing && at < length };
      });
    }
    return () => cancelAnimationFrame(handle);
  }, [playing, length]);

  const actions = useMemo(
    () => ({
      toggle: () =>
        setState((before) => ({
          ...before,
          at: !before.playing && before.at >= length ? 0 : before.at,
          playing: !before.playing,
        })),
      seek: (at: number) => setState((before) => ({ ...before, at: Math.max(0, Math.min(length, at)) })),
      setSpeed: (speed: ReplaySpeed) => setState((before) => ({ ...before, speed })),
    }),
    [length],
  );
  return useMemo(() => ({ ...state, ...actions }), [state, actions]);
}
