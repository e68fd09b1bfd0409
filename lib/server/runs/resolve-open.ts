import 'server-only';
import { setTimeout } from 'node:timers/promises';
import { isFailure } from '../../domain/failure.ts';
import { oddLength } from '../../domain/id-length.ts';
import type { OpenTarget, OpenTargets } from '../../domain/open-target.ts';
import type { Recognised } from '../upstream/dialect.ts';
import { allDialects, allSources, type Source } from '../upstream/sources.ts';
import { withAssistantName } from './assistant-names.ts';
import { knownRuns, rememberRuns } from './known-runs.ts';
import { keptByPart, keptTargets, runTarget, threadTarget } from './open-targets.ts';

const MOST_ITEMS = 8;
const LONGEST_TEXT = 20_000;

/** What pasted text can open: an address of ours, known runs by part of their id, or what the sources answer for. */
export async function resolveOpen(pasted: string, signal: AbortSignal): Promise<OpenTargets> {
  const text = pasted.trim().slice(0, LONGEST_TEXT);
  if (text === '') return page([], null);
  const sources = allSources();
  const readings = sources.flatMap((source) => {
    const found = source.dialect.recognise(text);
    return found ? [{ source, found }] : [];
  });
  const owners = readings.filter(({ source }) => source.baseUrl !== null && text.startsWith(source.baseUrl));
  const known = await knownByPart(text, signal);
  const recognised = allDialects().flatMap((dialect) => dialect.recognise(text) ?? []);
  if (recognised.length === 0)
    return page(
      known,
      known.length > 0 ? null : 'No ID was found in this text. Paste a thread or run ID, or the address of one.',
    );
  const asked = (owners.length > 0 ? owners : readings).map(({ source, found }) => openIn(source, found, signal));
  // What the archive has is there at once: sources that do not answer are not waited for then.
  const kept = keptTargets(recognised, signal).then((items) => ({ items, trouble: null }));
  const results = await answersInTime([kept, ...asked]);
  const items = dedupe([...results.flatMap((result) => result.items), ...known]);
  return page(items.slice(0, MOST_ITEMS), items.length > 0 ? null : sayMissing(recognised[0], results));
}

/** Sources that are slower than this are not waited for; once one has found something, the others get a moment. */
const LONGEST_WAIT = 6000;
const MOMENT = 500;

async function answersInTime(asked: readonly Promise<Answer>[]): Promise<Answer[]> {
  const results: Answer[] = [];
  const all = Promise.all(asked.map(async (answer) => results.push(await answer)));
  const hit = Promise.any(
    asked.map(async (answer) => ((await answer).items.length > 0 ? true : Promise.reject(new Error('nothing')))),
  );
  const late = new AbortController();
  const wait = (time: number) => setTimeout(time, undefined, { signal: late.signal }).catch(() => undefined);
  const firstHit = hit.then(() => wait(MOMENT)).catch(() => all);
  await Promise.race([all, firstHit, wait(LONGEST_WAIT)]);
  late.abort();
  if (results.length < asked.length)
    results.push({
      items: [],
      trouble: 'Not every source has answered in time. Try again, or choose the source in the runs list.',
    });
  return results;
}

interface Answer {
  items: OpenTarget[];
  trouble: string | null;
}

async function openIn(source: Source, found: Recognised, signal: AbortSignal): Promise<Answer> {
  const { reader } = source;
  try {
    if (found.runId !== null && found.threadId !== null) {
      const run = await withAssistantName(
        await reader.getRun(reader.runKey(found.threadId, found.runId), signal),
        reader,
      );
      rememberRuns([run]);
      return { items: [runTarget(run, found.stepId)], trouble: null };
    }
    if (found.runId !== null) {
      const runs = knownRuns([source.id]).filter((run) => run.id === found.runId);
      return { items: runs.map((run) => runTarget(run, found.stepId)), trouble: null };
    }
    if (found.threadId !== null) return { items: [await findThread(source, found.threadId, signal)], trouble: null };
    return { items: [], trouble: null };
  } catch (error) {
    if (isFailure(error, 'not_found')) return { items: [], trouble: null };
    if (isFailure(error)) return { items: [], trouble: `${source.name}: ${error.failure.message}` };
    throw error;
  }
}

/** A thread counts as there when it can be read, or, on hosts without that call, when it has runs. */
async function findThread(source: Source, threadId: string, signal: AbortSignal): Promise<OpenTarget> {
  try {
    await source.reader.getThread(threadId, signal);
  } catch (error) {
    if (!isFailure(error, 'not_found', 'capability_missing')) throw error;
    const runs = await source.reader.listRuns(threadId, { limit: 1 }, signal);
    if (runs.items.length === 0) throw error;
  }
  return threadTarget(source.id, threadId);
}

async function knownByPart(text: string, signal: AbortSignal): Promise<OpenTarget[]> {
  if (text.length < 3 || text.length > 128) return [];
  const ids = allSources().map((source) => source.id);
  // Ids are shown short (`run_Qm4T…3sEa`), and are copied that way too.
  const [begin = '', end, ...more] = text.split(/…|\.{3}/);
  const short = end !== undefined && begin.length >= 3 && end.length >= 3 && more.length === 0;
  const meant = (id: string) => (short ? id.startsWith(begin) && id.endsWith(end) : id.includes(text));
  const runs = knownRuns(ids)
    .filter((run) => meant(run.id))
    .sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
    .slice(0, MOST_ITEMS);
  if (runs.length > 0) return runs.map((run) => runTarget(run, null));
  if (!short) return keptByPart(text, signal);
  return (await keptByPart(begin, signal)).filter(({ id }) => meant(id));
}

function sayMissing(found: Recognised | undefined, answers: readonly Answer[]): string {
  const trouble = answers.find((answer) => answer.trouble !== null)?.trouble;
  if (trouble) return trouble;
  const odd = found && oddIds(found);
  if (odd) return odd;
  if (found?.runId && found.threadId) return `No source has run ${found.runId} in thread ${found.threadId}.`;
  if (found?.threadId) return `No source has thread ${found.threadId}.`;
  if (found?.runId)
    return 'A run ID alone cannot be found without its thread. Paste it with its thread’s: thread_…/run_…';
  return 'A step or message ID alone cannot be found without its thread and run. Paste their IDs with it, or the API address.';
}

/** Of the ids that lead to nothing, the first that is not as long as such ids are here. */
function oddIds({ threadId, runId }: Recognised): string | null {
  const runs = knownRuns(allSources().map((source) => source.id));
  const known = runs.flatMap((run) => (run.threadId === null ? [run.id] : [run.id, run.threadId]));
  for (const id of [threadId, runId]) {
    const odd = id && oddLength(id, known);
    if (odd) return `Nothing has the ID ${id}. ${odd}`;
  }
  return null;
}

function dedupe(items: readonly OpenTarget[]): OpenTarget[] {
  return [...new Map(items.map((item) => [`${item.source} ${item.id}`, item])).values()];
}

function page(items: OpenTarget[], problem: string | null): OpenTargets {
  return { items, problem };
}
