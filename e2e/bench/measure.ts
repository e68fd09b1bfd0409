import { gzipSync } from 'node:zlib';
import type { Browser, CDPSession, Page } from 'playwright';
import { scrollToTop, watchFrames, watchPage } from './page-clock.ts';

/** One opening of a run page; times in milliseconds since the navigation began. */
export interface Sample {
  firstRowMs: number;
  /** Whether later steps were still being read when the first row was there. */
  rowWhileLoading: boolean;
  completeMs: number;
  longestTaskMs: number;
  longTasksMs: number;
  elements: number;
  elementsScrolled: number;
  scripts: number;
  scriptGzipKb: number;
  requests: number;
  heapMb: number;
  blankFrames: number;
  frames: number;
  worstFrameMs: number;
}

const LIST = '[role="tree"]';
const SCROLL_PX = 30_000;
const SPEEDS_PX_S = [5_000, 20_000];
const TIMEOUT_MS = 120_000;

const countElements = (page: Page) => page.evaluate(() => document.querySelectorAll('*').length);

/** Scrolls the list down and up again through the browser's own gestures, faster each time, and counts blank frames. */
async function scroll(
  page: Page,
  session: CDPSession,
): Promise<Pick<Sample, 'blankFrames' | 'frames' | 'worstFrameMs'>> {
  const centre = await page.evaluate(scrollToTop, LIST);
  const total = { blankFrames: 0, frames: 0, worstFrameMs: 0 };
  for (const [turn, speed] of SPEEDS_PX_S.entries()) {
    await page.evaluate(watchFrames, LIST);
    await session.send('Input.synthesizeScrollGesture', {
      ...centre,
      yDistance: turn % 2 === 0 ? -SCROLL_PX : SCROLL_PX,
      speed,
      gestureSourceType: 'mouse',
      preventFling: true,
    });
    const { frames, blank, worstMs } = await page.evaluate(() => window.stopFrames());
    total.frames += frames;
    total.blankFrames += blank;
    total.worstFrameMs = Math.max(total.worstFrameMs, worstMs);
  }
  return total;
}

/** Opens the address in a fresh context, waits until every step has been read, scrolls, and gives what that took. */
export async function measure(browser: Browser, url: string): Promise<Sample> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT_MS);
  await page.addInitScript(watchPage);
  const session = await context.newCDPSession(page);
  const bodies: Promise<number>[] = [];
  let requests = 0;
  page.on('response', (response) => {
    requests += 1;
    if (response.request().resourceType() !== 'script') return;
    bodies.push(response.body().then((bytes) => gzipSync(bytes, { level: 6 }).length));
  });
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.pageClock.complete !== null);
  const clock = await page.evaluate(() => window.pageClock);
  const gzipped = await Promise.all(bodies);
  const elements = await countElements(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const scrolled = await scroll(page, session);
  const sample: Sample = {
    firstRowMs: clock.firstRow ?? Number.NaN,
    rowWhileLoading: clock.loadingAtFirstRow,
    completeMs: clock.complete ?? Number.NaN,
    longestTaskMs: Math.max(0, ...clock.longTasks.map((task) => task.ms)),
    longTasksMs: clock.longTasks.reduce((sum, task) => sum + task.ms, 0),
    elements,
    elementsScrolled: await countElements(page),
    scripts: gzipped.length,
    scriptGzipKb: gzipped.reduce((sum, bytes) => sum + bytes, 0) / 1024,
    requests,
    heapMb: usedSize / 1e6,
    ...scrolled,
  };
  await context.close();
  return sample;
}
