/** What the injected watcher gathers; times in milliseconds since the navigation began. */
export interface PageClock {
  longTasks: { start: number; ms: number }[];
  /** When the frame with the first row had been handed over for painting; null before. */
  firstRow: number | null;
  /** Whether the page said then that later steps were still being read. */
  loadingAtFirstRow: boolean;
  complete: number | null;
}

declare global {
  interface Window {
    pageClock: PageClock;
    stopFrames: () => FrameCount;
  }
}

export interface FrameCount {
  frames: number;
  blank: number;
  worstMs: number;
}

/** Runs in the page before its own scripts: notes long tasks, the first row and the end of the steps. */
export function watchPage(): void {
  const clock: PageClock = { longTasks: [], firstRow: null, loadingAtFirstRow: false, complete: null };
  window.pageClock = clock;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) clock.longTasks.push({ start: entry.startTime, ms: entry.duration });
  }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    const state = document.querySelector('main')?.dataset.steps;
    const row = clock.firstRow === null ? document.querySelector('[role="treeitem"]') : null;
    if (row && row.getBoundingClientRect().height > 0) {
      clock.loadingAtFirstRow = state === 'loading';
      clock.firstRow = performance.now();
    }
    if (state === 'complete' && clock.firstRow !== null) clock.complete = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Brings the first row into view; gives the middle of what is seen of the list. */
export function scrollToTop(list: string): { x: number; y: number } {
  const tree = document.querySelector(list);
  for (let box = tree; box; box = box.parentElement) box.scrollTop = 0;
  const { left, width, top, bottom } = tree?.getBoundingClientRect() ?? new DOMRect(0, 0, innerWidth, innerHeight);
  const seen = { top: Math.max(0, top), bottom: Math.min(innerHeight, bottom) };
  return { x: left + Math.min(width / 2, 200), y: (seen.top + seen.bottom) / 2 };
}

/**
 * Counts frames until `stopFrames` is called. A frame is blank when no row covers one of three points of the list: a
 * quarter, the half and three quarters down.
 */
export function watchFrames(list: string): void {
  const box = document.querySelector(list)?.getBoundingClientRect() ?? new DOMRect(0, 0, innerWidth, innerHeight);
  const top = Math.max(0, box.top);
  const height = Math.min(innerHeight, box.bottom) - top;
  const x = box.left + Math.min(box.width / 2, 200);
  const count: FrameCount = { frames: 0, blank: 0, worstMs: 0 };
  let on = true;
  let before = performance.now();
  const look = (now: number) => {
    const points = [0.25, 0.5, 0.75].map((share) => document.elementFromPoint(x, top + height * share));
    count.frames += 1;
    if (points.some((element) => !element?.closest('[role="treeitem"]'))) count.blank += 1;
    count.worstMs = Math.max(count.worstMs, now - before);
    before = now;
    if (on) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  window.stopFrames = () => {
    on = false;
    return count;
  };
}
