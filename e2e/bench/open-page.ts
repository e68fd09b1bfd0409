import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, CDPSession, Page, Response } from 'playwright';
import { watchPage } from './page-clock.ts';
import { holdList } from './page-list.ts';
import type { PageShape } from './page-shape.ts';

const TIMEOUT_MS = 300_000;

interface Opened {
  context: BrowserContext;
  page: Page;
  session: CDPSession;
  /** The scripts that the page has fetched so far, and the number of all its requests. */
  fetched: () => Promise<{ scripts: Script[]; requests: number }>;
}

/** A script and what it weighs, compressed here, so that the server's own compression does not matter. */
export interface Script {
  path: string;
  gzipKb: number;
  /** Whether the page's HTML names it; others are fetched by scripts. */
  inHtml: boolean;
}

/** A small file that every server of pages answers with something, if only that it is not there. */
const SMALL_FILE = '/icon.svg';

/** A tab in a fresh context, whose pages are watched from their beginning. */
async function openTab(browser: Browser, shape: PageShape) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT_MS);
  await page.addInitScript(watchPage, shape);
  await page.addInitScript(holdList, shape);
  return { context, page, session: await context.newCDPSession(page) };
}

/** Waits for what the page tells. Past the runner's own ways to wait, whose scripts take a page 10 ms while it opens. */
async function untilShown(session: CDPSession, what: keyof Window['pageShows']): Promise<void> {
  await session.send('Runtime.evaluate', { expression: `window.pageShows.${what}`, awaitPromise: true });
}

/**
 * When the first row is there in a tab that shows a file of the same server already, in milliseconds. From an empty tab, a
 * page that keeps others out of its process (Cross-Origin-Opener-Policy) waits for a new one to start.
 */
export async function openInTabOfServer(browser: Browser, url: string, shape: PageShape): Promise<number> {
  const { context, page, session } = await openTab(browser, shape);
  await page.goto(new URL(SMALL_FILE, url).href);
  await page.goto(url, { waitUntil: 'commit' });
  await untilShown(session, 'firstRow');
  const { firstRow } = await page.evaluate(() => window.pageClock);
  await context.close();
  return firstRow ?? Number.NaN;
}

/** Opens the address in an empty tab and waits until every step has been read and the page has come to rest. */
export async function openPage(browser: Browser, url: string, shape: PageShape): Promise<Opened> {
  const { context, page, session } = await openTab(browser, shape);
  const answers: Response[] = [];
  page.on('response', (response) => void answers.push(response));
  const answer = await page.goto(url, { waitUntil: 'commit' });
  await untilShown(session, 'complete');
  await page.evaluate(() => window.quiet());
  const html = (await answer?.text()) ?? '';
  // The head names most of them to the script that fetches them after the first frame (lib/scripts/late-scripts.ts).
  const head = html.slice(0, html.indexOf('</head>'));
  const isInHtml = ({ path }: { path: string }) => head.includes(`"${path}"`) || html.includes(`src="${path}"`);
  // Read only now: reading them while the page opens would take its processors from it.
  const fetched = async () => {
    const scripts = await Promise.all(
      answers.filter((response) => response.request().resourceType() === 'script').map(weigh),
    );
    return {
      scripts: scripts.map((script) => ({ ...script, inHtml: isInHtml(script) })),
      requests: answers.length,
    };
  };
  return { context, page, session, fetched };
}

async function weigh(response: Response): Promise<Omit<Script, 'inHtml'>> {
  const bytes = gzipSync(await response.body(), { level: 6 });
  return { path: new URL(response.url()).pathname, gzipKb: bytes.length / 1024 };
}
