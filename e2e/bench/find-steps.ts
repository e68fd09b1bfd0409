import type { Browser } from 'playwright';
import { openPage } from './open-page.ts';
import type { KnownStep, StepsToOpen } from './open-step.ts';
import { JUMP_TO } from './page-list.ts';
import { RUN_PAGE } from './page-shape.ts';

/** What is read of a step as the API sends it. */
interface SentStep {
  calls: { outputs?: { logs?: { text: string; bytes?: number } }[] | string | null }[];
}

const BIG_LOG = 1024 * 1024;
/** A long log is looked for among this many steps from the first. */
const SOUGHT = 1_000;
const PAGE = 100;
const PLAIN = 4;

/**
 * Which steps of a run to open, found by the app's own API: up to four with an ordinary log about `JUMP_TO` of the way, and
 * the first whose log has 1 MiB. Opens the run's page once, which also warms the server up.
 */
export async function findSteps(browser: Browser, url: string): Promise<StepsToOpen> {
  const { page, context } = await openPage(browser, url, RUN_PAGE);
  const { origin, pathname } = new URL(url);
  const api = `${origin}/api${pathname}/steps`;
  const plain = new Map<number, KnownStep>();
  for (const place of [JUMP_TO, 0.5, 0.7, 0.4]) {
    await page.evaluate((share) => window.pageList.jump(share), place);
    for (const { id, number } of await page.evaluate(() => window.pageList.shown())) {
      if (id === null || plain.size === PLAIN) continue;
      const log = firstLog(await read<SentStep>(`${api}/${id}?texts=cut`));
      if (log && log.bytes < BIG_LOG && log.line.length > 10) plain.set(number, { number, text: log.line });
    }
  }
  await context.close();
  return { plain: [...plain.values()], big: await findBig(api) };
}

async function findBig(api: string): Promise<KnownStep | null> {
  let cursor: string | null = '';
  for (let before = 0; cursor !== null && before < SOUGHT; before += PAGE) {
    const query: string = `limit=${PAGE}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const { items, nextCursor }: { items: SentStep[]; nextCursor: string | null } = await read(`${api}?${query}`);
    const at = items.findIndex((step) => (firstLog(step)?.bytes ?? 0) >= BIG_LOG);
    const found = items[at];
    if (found) return { number: before + at + 1, text: firstLog(found)?.line ?? '' };
    cursor = nextCursor;
  }
  return null;
}

/** Size of the first log of a step's first call, and how its first line begins. */
function firstLog({ calls }: SentStep): { line: string; bytes: number } | null {
  const outputs = calls[0]?.outputs;
  const logs = Array.isArray(outputs) ? outputs[0]?.logs : undefined;
  if (!logs) return null;
  return { line: logs.text.split('\n', 1)[0]?.slice(0, 40).trim() ?? '', bytes: logs.bytes ?? logs.text.length };
}

async function read<T>(url: string): Promise<T> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return (await answer.json()) as T;
}
