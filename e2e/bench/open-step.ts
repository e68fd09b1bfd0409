import type { Page } from 'playwright';

/** A step by its place, from 1, and what its detail shows near the top. */
export interface KnownStep {
  number: number;
  text: string;
}

/** The steps that are clicked: some as they usually are, and one with a long log where the run has one. */
export interface StepsToOpen {
  plain: KnownStep[];
  big: KnownStep | null;
}

declare global {
  interface Window {
    opened: Promise<number | null>;
  }
}

const SETTLE_MS = 300;

/** Runs in the page: makes `opened` the milliseconds from the next press until the text has been painted in the detail. */
function awaitDetail({ detail, text }: { detail: string; text: string }): void {
  const shows = () => document.querySelector(detail)?.textContent.includes(text) ?? false;
  if (shows()) throw new Error(`The detail shows ${text} before the click`);
  window.opened = new Promise((resolve) => {
    const begin = async ({ timeStamp }: Event) => {
      const end = await window.painted(shows, 20_000);
      resolve(end === null ? null : end - timeStamp);
    };
    addEventListener('mousedown', (event) => void begin(event), { capture: true, once: true });
  });
}

/** Scrolls to the step and clicks its row: milliseconds from the press until its detail has been painted. */
export async function openStep(page: Page, detail: string, { number, text }: KnownStep): Promise<number | null> {
  const point = await page.evaluate((sought) => window.pageList.bring(sought), number);
  if (!point) return null;
  await page.waitForTimeout(SETTLE_MS);
  await page.evaluate(awaitDetail, { detail, text });
  await page.mouse.click(point.x, point.y);
  return page.evaluate(() => window.opened);
}
