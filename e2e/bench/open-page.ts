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

/** Opens the address in a fresh context and waits until every step has been read and the page has come to rest. */
export async function openPage(browser: Browser, url: string, shape: PageShape): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT_MS);
  await page.addInitScript(watchPage, shape);
  await page.addInitScript(holdList, shape);
  const session = await context.newCDPSession(page);
  const answers: Response[] = [];
  page.on('response', (response) => void answers.push(response));
  const answer = await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.pageClock.complete !== null);
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
