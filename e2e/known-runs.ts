import { type APIRequestContext, expect, test } from 'playwright/test';

/** A row of the list of runs, as far as tests need it. */
export interface KnownRun {
  source: string;
  key: string;
  id: string;
  threadId: string;
  status: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  completedAt: number | null;
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
  await expect.poll(total, { timeout: 60_000 }).toBeGreaterThanOrEqual(least);
  const runs: KnownRun[] = [];
  let cursor: string | null = null;
  do {
    const { items, nextCursor }: RunPage = await page(cursor);
    runs.push(...items);
    cursor = nextCursor;
  } while (cursor !== null);
  return runs;
}

const SECOND = 1000;
/** Of every story of the sample a telling of yesterday is there too: one of today may not be over yet. */
const OVER = 2 * 3600 * SECOND;
/** A live run of the sample lasts nine minutes: how old it is when several steps have come and it is not nearly over. */
const UNDER_WAY = { least: 60 * SECOND, most: 510 * SECOND };
/** From the one to the other, and until the list has it. */
const BETWEEN = 120 * SECOND;

/** The newest run that is surely over and whose id begins so, as those of one story of the sample do. */
export const overRun = (runs: KnownRun[], prefix: string) =>
  runs.find((run) => run.id.startsWith(prefix) && run.createdAt < Date.now() - OVER);

/** The same of the sample. */
export async function sampleRun(request: APIRequestContext, prefix: string): Promise<KnownRun> {
  const run = overRun(await knownRuns(request, 'sample', 60), prefix);
  if (!run) throw new Error(`The sample has no run ${prefix}.`);
  return run;
}

/** The failed run of the sample, of 41 s with seven steps and a gap, that most tests look at. */
export const churn = (request: APIRequestContext) => sampleRun(request, 'run_Qm4T');

/** The newest run of the sample that is surely over and took more than twelve minutes, as only that with 400 steps does. */
export async function longRun(request: APIRequestContext): Promise<KnownRun> {
  const runs = await knownRuns(request, 'sample', 60);
  const run = overRun(
    runs.filter(({ createdAt, completedAt }) => (completedAt ?? 0) - createdAt > 720 * SECOND),
    'run_',
  );
  if (!run) throw new Error('The sample has no long run.');
  return run;
}

/** A run of the sample in a state that passes; waits where one is nearly over and the next has not come yet. */
export async function unfinishedRun(request: APIRequestContext, status: string): Promise<KnownRun> {
  test.info().setTimeout(test.info().timeout + BETWEEN);
  let run: KnownRun | undefined;
  const look = async () => {
    const runs = await knownRuns(request, 'sample', 60);
    const age = ({ createdAt }: KnownRun) => Date.now() - createdAt;
    run = runs.find((one) => one.status === status && age(one) > UNDER_WAY.least && age(one) < UNDER_WAY.most);
    return run;
  };
  await expect.poll(look, { timeout: BETWEEN, intervals: [SECOND] }).toBeDefined();
  if (!run) throw new Error(`no run is ${status}`);
  return run;
}
