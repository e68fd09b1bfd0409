import 'server-only';
import type { Page, PageQuery } from '../../domain/page.ts';
import type { StepLine } from '../../domain/run-trace.ts';
import type { Step } from '../../domain/step.ts';
import { listSteps } from './list-steps.ts';

const PAGE = 100;

/**
 * All steps of a run from `cursor` on, oldest first, each id once; the next page is asked for while this one is sent.
 * Ends when the source has no more or a page adds no new id. The last line is `end`; what breaks it off is thrown.
 */
export function streamSteps(
  source: string,
  key: string,
  cursor: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<StepLine[]> {
  return stepLines((query) => listSteps(source, key, query, signal), cursor);
}

/** The same of any list of steps. */
export async function* stepLines(
  list: (query: PageQuery) => Promise<Page<Step>>,
  cursor: string | undefined,
): AsyncGenerator<StepLine[]> {
  const read = (after: string | undefined) => {
    const page = list({ cursor: after, limit: PAGE, order: 'asc' });
    page.catch(() => undefined);
    return page;
  };
  const seen = new Set<string>(cursor === undefined ? [] : [cursor]);
  let next: Promise<Page<Step>> | null = read(cursor);
  while (next) {
    const page: Page<Step> = await next;
    const fresh = page.items.filter((step) => !seen.has(step.id) && seen.add(step.id));
    next = page.nextCursor !== null && fresh.length > 0 ? read(page.nextCursor) : null;
    yield fresh.map((step) => ({ type: 'step', step }));
  }
  yield [{ type: 'end', count: cursor === undefined ? seen.size : seen.size - 1 }];
}
