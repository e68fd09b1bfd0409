'use client';

import { startTransition, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { TraceTime } from '#lib/contract/trace-time-params.ts';
import { NO_CHOICE, type TimelineChoice } from '../../timeline/timeline-data.ts';
import { TimelineView } from '../../timeline/timeline-view.ts';
import { useSlowly } from '../../timeline/use-slowly.ts';
import { paceOf } from '../long-run.ts';
import type { TraceFacts } from '../trace-texts.ts';
import type { Selection } from '../use-selection.ts';
import { answerTimeInView } from './time-in-view.ts';
import { type ReadSteps, timelinePieces, traceTimeline } from './trace-timeline.ts';

/**
 * The address is written as soon as a key or a wheel moves the view, so that a reload in the same instant finds it there, and
 * when a pointer that drags it lets go. More of the same is written at most so often, and once the view has come to rest
 * (milliseconds).
 */
const OFTEN = 80;
const RESTED = 150;
const POINTER = ['pointerdown', 'pointerup', 'pointercancel'];

/** The timeline of a trace; what is in view stands in the address, and follows it. */
export function useTraceTimeline(
  read: ReadSteps,
  { run, clock, left, window }: TraceFacts,
  { time, setTime }: Pick<Selection, 'time' | 'setTime'>,
): TimelineView {
  const given = useMemo(() => ({ read, facts: { run, clock, left, window } }), [read, run, clock, left, window]);
  const drawn = useSlowly(given, paceOf(read.steps.length), (next) => timelinePieces(next.read, next.facts));
  const data = useMemo(() => traceTimeline(drawn.read, drawn.facts), [drawn]);
  const [timeline] = useState(() => new TimelineView(data, choiceOf(time, data.zero)));
  // Outside React: the state of the timeline.
  useLayoutEffect(() => timeline.setData(data), [data, timeline]);

  const known = useRef(keyOf(time));
  const write = useRef(setTime);
  // Outside React: the listener below, which stays.
  useEffect(() => {
    write.current = setTime;
  });
  // Outside React: the address, where somebody else has changed it.
  useEffect(() => {
    if (keyOf(time) === known.current) return;
    known.current = keyOf(time);
    timeline.restore(choiceOf(time, timeline.data().zero));
  }, [time, timeline]);
  // Outside React: the state of the timeline, and a timer.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const shown = () => timeOf(timeline.choice(), timeline.data().zero);
    const silence = answerTimeInView(shown);
    let written = Number.NEGATIVE_INFINITY;
    const rest = (draw: (change: () => void) => void) => {
      clearTimeout(timer);
      timer = undefined;
      const next = shown();
      if (keyOf(next) === known.current) return;
      known.current = keyOf(next);
      written = performance.now();
      draw(() => write.current(next));
    };
    const atOnce = (change: () => void) => change();
    // What is drawn of it elsewhere waits for the frames of a drag.
    const rested = () => rest(startTransition);
    const soon = () => rest(atOnce);
    let held = false;
    const hold = ({ type }: Event) => {
      held = type === 'pointerdown';
      if (!held && timer !== undefined) soon();
    };
    const stop = timeline.subscribe(() => {
      const wait = Math.max(0, written + OFTEN - performance.now());
      const dragged = timeline.isDragged();
      if (wait === 0 && (!dragged || (timer === undefined && !held))) rest(dragged ? startTransition : atOnce);
      clearTimeout(timer);
      timer = dragged ? setTimeout(rested, RESTED) : setTimeout(soon, wait);
    });
    const beforeReload = ({ key, ctrlKey, metaKey }: KeyboardEvent) => {
      if (key === 'F5' || ((ctrlKey || metaKey) && key.toLowerCase() === 'r')) soon();
    };
    document.addEventListener('keydown', beforeReload, { capture: true });
    for (const type of POINTER) document.addEventListener(type, hold, { capture: true });
    return () => {
      stop();
      silence();
      document.removeEventListener('keydown', beforeReload, { capture: true });
      for (const type of POINTER) document.removeEventListener(type, hold, { capture: true });
      // Another view may take its place before it has come to rest.
      rested();
    };
  }, [timeline]);
  return timeline;
}

const GAP = 'gap-';
/** Ends of a view that is shorter than this (milliseconds) are written to the microsecond, others to the millisecond. */
const FINE = 2000;

/** What an address asks for, in the words of the timeline; its gaps are called by the instant at which they begin. */
function choiceOf(time: TraceTime | null, zero: number): TimelineChoice {
  if (!time) return NO_CHOICE;
  const { from, to, cut, follow, showIdle, gaps } = time;
  return { from, to, cut, tail: follow, showIdle, opened: gaps.map((offset) => `${GAP}${zero + offset}`) };
}

function timeOf({ from, to, cut, tail, showIdle, opened }: TimelineChoice, zero: number): TraceTime | null {
  // A short view moves by pixels with less than a millisecond.
  const parts = from !== null && to !== null && to - from < FINE ? 1000 : 1;
  const whole = (value: number | null) => (value === null ? null : Math.round(value * parts) / parts);
  const gaps = opened.map((id) => Number(id.slice(GAP.length)) - zero).sort((a, b) => a - b);
  if (from === null && tail === null && !showIdle && gaps.length === 0) return null;
  return { from: whole(from), to: whole(to), cut: whole(cut), follow: whole(tail), showIdle, gaps };
}

function keyOf(time: TraceTime | null): string {
  return JSON.stringify(time);
}
