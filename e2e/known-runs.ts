import { type APIRequestContext, expect } from 'playwright/test';

/** A row of the list of runs, as far as tests need it. */
export interface KnownRun {
  source: string;
  key: string;
  id: string;
  threadId: string;
  status: string;
  /** Milliseconds since 1970. */
  createdAt: number;
}

interface RunPage {
  items: KnownRun[];
  nextCursor: string | null;
}

/** All runs that the app knows of a source. Asking begins the walk of a source that lists its threads; waits for `least`. */
export async function knownRuns(request: APIRequestContext, source: string, least = 1): Promise<KnownRun[]> {
  const page = async (cursor: string | null): Promise<RunPage> => {
    const from = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await request.get(`/api/runs?source=${source}&limit=100${from}`);
    expect(answer.status(), await answer.text()).toBe(200);
    return (await answer.json()) as RunPage;
  };
  const total = async () => {
    await page(null);
    const answer = await request.get(`/api/runs/total?source=${source}`);
    return ((await answer.json()) as { total: number }).total;
  };
  await expect.poll(total, { timeout: 20_000 }).toBeGreaterThanOrEqual(least);
  const runs: KnownRun[] = [];
  let cursor: string | null = null;
  do {
    const { items, nextCursor }: RunPage = await page(cursor);
    runs.push(...items);
    cursor = nextCursor;
  } while (cursor !== null);
  return runs;
}

/** Seconds after which a run of the sample that goes on may be over soon: its live runs last nine minutes. */
const NEARLY_OVER_S = 500;

/** A run of the sample in the given state, with half a minute to go; waits where one ends and the next has not come yet. */
export async function unfinishedRun(request: APIRequestContext, status: string): Promise<KnownRun> {
  let run: KnownRun | undefined;
  const look = async () => {
    const earliest = Date.now() - NEARLY_OVER_S * 1000;
    const runs = await knownRuns(request, 'sample', 60);
    return (run = runs.find((one) => one.status === status && one.createdAt > earliest));
  };
  await expect.poll(look, { timeout: 75_000, intervals: [1000] }).toBeDefined();
  if (!run) throw new Error(`no run is ${status}`);
  return run;
}
