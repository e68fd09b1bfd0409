import type { Browser, Page } from 'playwright';
import { openInTabOfServer, openPage, type Script } from './open-page.ts';
import { openStep, type StepsToOpen } from './open-step.ts';
import { JUMP_TO } from './page-list.ts';
import { type PageShape, RUN_PAGE } from './page-shape.ts';
import { type FrameCount, scroll } from './scroll.ts';
import { median } from './statistics.ts';

/** One opening and use of a run page; times in milliseconds. Null where there was nothing to measure. */
export interface Sample extends FrameCount {
  /** Since the navigation began in an empty tab, as `completeMs`. */
  firstRowMs: number;
  /** The same in a tab that shows something of the same server already. */
  firstRowInTabMs: number;
  /** Whether later steps were still being read when the first row was there. */
  rowWhileLoading: boolean;
  completeMs: number;
  /** Of the opening, up to when nothing more happens by itself. */
  longestTaskMs: number;
  longTasksMs: number;
  elements: number;
  scripts: Script[];
  /** Of the scripts that the page's HTML names: its first load. */
  firstLoadGzipKb: number;
  scriptGzipKb: number;
  requests: number;
  heapMb: number;
  elementsScrolled: number;
  jumpMs: number | null;
  /** The first click on a step, which may have to fetch scripts. */
  firstStepOpenMs: number | null;
  stepOpenMs: number | null;
  bigStepOpenMs: number | null;
  /** Of scrolling, jumping and opening steps. */
  longestTaskInUseMs: number;
}

const countElements = (page: Page) => page.evaluate(() => document.querySelectorAll('*').length);
const readClock = (page: Page) => page.evaluate(() => window.pageClock);
const longest = (tasks: { ms: number }[]) => Math.max(0, ...tasks.map((task) => task.ms));

const weight = (scripts: Script[]) => scripts.reduce((sum, script) => sum + script.gzipKb, 0);

/** Opens a page and uses it as a reader would: scrolls, jumps, opens the given steps. */
export async function measure(
  browser: Browser,
  url: string,
  { shape = RUN_PAGE, steps = { plain: [], big: null } }: { shape?: PageShape; steps?: StepsToOpen } = {},
): Promise<Sample> {
  const { context, page, session, fetched } = await openPage(browser, url, shape);
  const clock = await readClock(page);
  const { scripts, requests } = await fetched();
  const elements = await countElements(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const begun = await page.evaluate(() => performance.now());
  const frames = await scroll(page, session);
  const elementsScrolled = await countElements(page);
  await page.evaluate(() => window.pageList.toTop());
  await page.evaluate(() => window.quiet());
  const jumpMs = await page.evaluate((share) => window.pageList.jump(share), JUMP_TO);
  const opens: (number | null)[] = [];
  for (const step of steps.plain) opens.push(await openStep(page, shape.detail, step));
  const bigStepOpenMs = steps.big && (await openStep(page, shape.detail, steps.big));
  await page.evaluate(() => window.quiet());
  const { longTasks } = await readClock(page);
  await context.close();
  return {
    firstRowMs: clock.firstRow ?? Number.NaN,
    firstRowInTabMs: await openInTabOfServer(browser, url, shape),
    rowWhileLoading: clock.loadingAtFirstRow,
    completeMs: clock.complete ?? Number.NaN,
    longestTaskMs: longest(clock.longTasks),
    longTasksMs: clock.longTasks.reduce((sum, task) => sum + task.ms, 0),
    elements,
    scripts,
    firstLoadGzipKb: weight(scripts.filter((script) => script.inHtml)),
    scriptGzipKb: weight(scripts),
    requests,
    heapMb: usedSize / 1e6,
    ...frames,
    elementsScrolled,
    jumpMs,
    firstStepOpenMs: opens[0] ?? null,
    stepOpenMs: median(opens.slice(1)),
    bigStepOpenMs,
    longestTaskInUseMs: longest(longTasks.filter((task) => task.start >= begun)),
  };
}
