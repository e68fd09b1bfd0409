import type { CDPSession, Page } from 'playwright';

declare global {
  interface Window {
    stopFrames: () => FrameCount;
  }
}

export interface FrameCount {
  frames: number;
  /** Frames in which no row covered one of three points of the list: a quarter, the half and three quarters down. */
  blankFrames: number;
  /** Frames of 60 a second that did not come. */
  droppedFrames: number;
  worstFrameMs: number;
}

const SCROLL_PX = 30_000;
const SPEEDS_PX_S = [5_000, 20_000];

/** Runs in the page: counts frames until `stopFrames` is called. */
function watchFrames(): void {
  const frameMs = 1000 / 60;
  const count: FrameCount = { frames: 0, blankFrames: 0, droppedFrames: 0, worstFrameMs: 0 };
  let on = true;
  let before: number | null = null;
  const look = (now: number) => {
    const ms = before === null ? 0 : now - before;
    before = now;
    count.frames += 1;
    if ([0.25, 0.5, 0.75].some((share) => !window.pageList.covered(share))) count.blankFrames += 1;
    count.droppedFrames += Math.max(0, Math.round(ms / frameMs) - 1);
    count.worstFrameMs = Math.max(count.worstFrameMs, ms);
    if (on) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  window.stopFrames = () => {
    on = false;
    return count;
  };
}

/** Scrolls the list down and up again through the browser's own gestures, the second time faster. */
export async function scroll(page: Page, session: CDPSession): Promise<FrameCount> {
  await page.evaluate(() => window.pageList.toTop());
  const { x, y } = await page.evaluate(() => window.pageList.centre());
  const distance = Math.min(SCROLL_PX, await page.evaluate(() => window.pageList.room()));
  const total: FrameCount = { frames: 0, blankFrames: 0, droppedFrames: 0, worstFrameMs: 0 };
  for (const [turn, speed] of SPEEDS_PX_S.entries()) {
    const yDistance = turn % 2 === 0 ? -distance : distance;
    const gesture = { x, y, yDistance, speed, gestureSourceType: 'mouse', preventFling: true } as const;
    await page.evaluate(watchFrames);
    await session.send('Input.synthesizeScrollGesture', gesture);
    const count = await page.evaluate(() => window.stopFrames());
    total.frames += count.frames;
    total.blankFrames += count.blankFrames;
    total.droppedFrames += count.droppedFrames;
    total.worstFrameMs = Math.max(total.worstFrameMs, count.worstFrameMs);
  }
  return total;
}
