import type { PageShape } from './page-shape.ts';

/** What the injected watcher gathers; times in milliseconds since the navigation began. */
export interface PageClock {
  longTasks: { start: number; ms: number }[];
  /** When the frame with the first row had been painted; null before. */
  firstRow: number | null;
  /** Whether later steps were still being read then. */
  loadingAtFirstRow: boolean;
  complete: number | null;
}

declare global {
  interface Window {
    pageClock: PageClock;
    /** Resolves when the first row has been painted, and when all steps have been read. */
    pageShows: Record<'firstRow' | 'complete', Promise<void>>;
    /**
     * Resolves when the test has held in a frame and that frame has been painted: the milliseconds since the navigation
     * began. Null when it has not held for `limitMs`.
     */
    painted: (test: () => boolean, limitMs?: number) => Promise<number | null>;
    /** Resolves after half a second without a long task. */
    quiet: () => Promise<void>;
  }
}

/** Runs in the page before its own scripts: notes long tasks, the first row and the end of the steps. */
export function watchPage(shape: PageShape): void {
  const clock: PageClock = { longTasks: [], firstRow: null, loadingAtFirstRow: false, complete: null };
  window.pageClock = clock;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) clock.longTasks.push({ start: entry.startTime, ms: entry.duration });
  }).observe({ type: 'longtask', buffered: true });

  window.painted = (test, limitMs = 600_000) =>
    new Promise((resolve) => {
      const end = performance.now() + limitMs;
      const look = () => {
        if (test()) {
          // A frame is painted between its animation callbacks and the next message.
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => resolve(performance.now()), { once: true });
          port1.start();
          port2.postMessage(null);
        } else if (performance.now() > end) resolve(null);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  window.quiet = async () => {
    for (let before = -1; before !== clock.longTasks.length; ) {
      before = clock.longTasks.length;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };

  const isDone = () => document.querySelector(shape.done) !== null;
  const hasRow = () => {
    const row = document.querySelector(shape.row);
    if (!row || row.getBoundingClientRect().height === 0) return false;
    clock.loadingAtFirstRow = !isDone();
    return true;
  };
  const firstRow = (async () => {
    clock.firstRow = await window.painted(hasRow);
  })();
  const complete = (async () => {
    await firstRow;
    clock.complete = await window.painted(isDone);
  })();
  window.pageShows = { firstRow, complete };
}
