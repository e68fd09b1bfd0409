import 'server-only';
import { writeExactJson } from '../../domain/exact-json.ts';
import { isFailure } from '../../domain/failure.ts';
import { isTerminal } from '../../domain/run.ts';
import type { RunRow } from '../../domain/run-row.ts';
import { freshRun, onKnownRuns } from '../runs/known-runs.ts';
import { listedRow } from '../runs/known-index.ts';
import { readAgain } from '../runs/read-again.ts';
import { watchSource } from '../runs/walk-source.ts';
import { allSources } from '../upstream/sources.ts';
import { onChangedRows } from './changed-rows.ts';
import { untilEnd } from './end-live.ts';
import { MOST_EVENT } from './event-size.ts';
import { type FramesOptions, frames, HELD } from './run-frames.ts';
import { eventId } from './run-hub.ts';
import { missedFrames, snapshotFrames, watchInto } from './run-viewer.ts';
import { type Frame, ViewerQueue } from './viewer-queue.ts';

/** Unfinished runs of a list that is in view are read again so often, ms. */
const ROWS_EVERY = 3_500;
/** While a list is open the newest threads of all sources are looked at again now and then; this often is said that it is, ms. */
const SOURCES_EVERY = 10_000;

export interface RunPlace {
  source: string;
  key: string;
}

/** What one connection is to carry. */
export interface Feed {
  /** Runs that are looked at: all their events. */
  runs: readonly RunPlace[];
  /**
   * Whether runs that are new or have changed are told, as rows of the list: those that this process meets at once, those
   * that were imported, captured or kept by other servers soon after.
   */
  list: boolean;
  /** Runs of the list that are in view: those that go on are read again. */
  rows: readonly RunPlace[];
}

/**
 * Events of several runs and of the list on one connection, each with `source` and `key`. The first of the list is
 * `snapshot`: what was read before may be outdated, as when rows come faster than the viewer takes them. A run that cannot
 * be followed is told by `error`; the others go on.
 */
export function feedFrames(
  { runs, list, rows }: Feed,
  { lastEventId, signal: left, held = HELD, limits }: FramesOptions,
): AsyncGenerator<Frame[]> {
  const signal = untilEnd(left);
  const queue = new ViewerQueue();
  let silent = runs.length;
  // An id says that everything up to it was received. That holds only once each of the runs is heard.
  const numbered = (frame: Frame): Frame => (silent > 0 ? { ...frame, id: null } : frame);
  const push = (frame: Frame) => queue.push(numbered(frame));
  const viewers = runs.map(({ source, key }) => {
    const viewer = watchInto(push, source, key, limits);
    viewer.ready.then(
      () => {
        silent--;
        for (const frame of missedFrames(source, key, lastEventId) ?? snapshotFrames(source, key)) push(frame);
        viewer.hear();
      },
      (error: unknown) => push(errorFrame(source, key, error)),
    );
    return viewer;
  });
  const hush = list ? onKnownRuns((run, added) => push(rowFrame(listedRow(run), added))) : null;
  const deafen = list
    ? onChangedRows((changed) => {
        for (const row of changed ?? []) push(rowFrame(row, false));
        if (changed === null) push(outdatedFrame());
      })
    : null;
  const timer = list && rows.length > 0 ? setInterval(() => lookAgain(rows), ROWS_EVERY).unref() : null;
  const watching = list ? setInterval(watchSources, SOURCES_EVERY).unref() : null;
  const leave = () => {
    for (const viewer of viewers) viewer.leave();
    hush?.();
    deafen?.();
    if (timer) clearInterval(timer);
    if (watching) clearInterval(watching);
  };
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  const outdated = (): Frame[] => (list ? [numbered(outdatedFrame())] : []);
  return frames(outdated(), queue, Date.now() + held, signal, {
    again: () => [...outdated(), ...runs.flatMap(({ source, key }) => snapshotFrames(source, key)).map(numbered)],
    isLast: () => false,
    leave,
  });
}

function rowFrame(run: RunRow, added: boolean): Frame {
  const { source, key } = run;
  const data = writeExactJson({ source, key, added, run });
  // A row that is too long for an event is read with the list.
  if (Buffer.byteLength(data) > MOST_EVENT) return outdatedFrame();
  return { id: null, event: isTerminal(run) ? 'ended' : 'run_changed', data };
}

function outdatedFrame(): Frame {
  return { id: eventId(), event: 'snapshot', data: '{"list":{}}' };
}

function errorFrame(source: string, key: string, error: unknown): Frame {
  const { code, message } = isFailure(error)
    ? error.failure
    : { code: 'internal', message: 'Following the run met an unexpected error.' };
  return { id: null, event: 'error', data: JSON.stringify({ source, key, error: { code, message } }) };
}

function watchSources(): void {
  for (const { id } of allSources()) watchSource(id);
}

function lookAgain(rows: readonly RunPlace[]): void {
  readAgain(
    rows.flatMap(({ source, key }) => {
      const run = freshRun(source, key, 0);
      return run ? [{ ...run, goneAt: null }] : [];
    }),
  );
}
