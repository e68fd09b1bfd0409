import 'server-only';
import { countBucket, type Counts, noCounts } from './count-bucket.ts';
import { estimate } from './estimate.ts';
import { countStretches } from './fact-answers.ts';
import { factsFor } from './fact-filter.ts';
import { OUTCOMES } from './keep-run.ts';
import { ALL_RUNS, type RunQuery } from './run-query.ts';
import { firstRid } from './rid.ts';
import { walkInTime } from './rid-windows.ts';
import { columnSelection, type Selection, selectionOf, whereOf } from './selection.ts';
import { first, marks, type Sql } from './sql.ts';
import { type Stretch, within } from './stretches.ts';

/** Words are looked for in more of the runs as long as that takes less. */
export const EXACT_MS = 150;
export const BUDGET_MS = 1_000;
const FEW_RUNS = 5_000;
/** Parts of every bucket that are looked at one after the other; the last is all of it. */
const PARTS = [1 / 256, 1 / 24, 1] as const;
/** More runs than these are not listed to be counted. */
const MOST_LISTED = 150_000;
/** As many are found without sampling, as long as it takes no longer than this part of the time. */
const MOST_AT_ONCE = 20_000;
const FEW_PART = 1 / 3;
const EVERY = (Math.sqrt(5) - 1) / 2;
const ASKED = 200;

/** The runs with some words in a part of a stretch of time, or in the whole. */
export interface WordSample {
  part: Stretch;
  whole: boolean;
  rids: Float64Array;
}

/**
 * Looks for the words of a query in a part of every stretch, then in more of it, until all was looked at or `exact` ms are
 * over; null where the smallest part took longer than `budget` ms. In SQLite only.
 */
export async function sampleWords(
  sql: Sql,
  query: RunQuery,
  stretches: readonly Stretch[],
  { exact, budget }: { exact: number; budget: number },
): Promise<WordSample[] | null> {
  const begun = performance.now();
  const selection = selectionOf(sql.kind, query);
  const small = await isSmall(sql);
  const late = (ms: number) => !small && performance.now() - begun > ms;
  const [earliest, last] = [stretches[0], stretches.at(-1)];
  if (!earliest || !last) return [];
  const time = { from: Math.max(earliest.from, query.from ?? 0), to: Math.min(last.to, query.to ?? last.to) };
  const all = await fewRuns(sql, selection, time, exact * FEW_PART);
  if (all) return stretches.map((part) => ({ part, whole: true, rids: between(all, part) }));
  const samples: WordSample[] = [];
  for (const [round, share] of PARTS.entries()) {
    const most = samples.reduce((sum, { rids }) => sum + rids.length, 0) * (share / (PARTS[round - 1] ?? share));
    if (!small && most > MOST_LISTED) break;
    for (const [at, stretch] of stretches.entries()) {
      if (late(round === 0 ? budget : exact)) return round === 0 ? null : samples;
      const part = share === 1 ? stretch : partOf(stretch, share, at);
      const { rid, from, values, ...rest } = within(selection, part);
      const rows = await sql.all<{ rid: number }>(
        `SELECT ${rid} AS rid FROM ${from}${whereOf({ rid, from, values, ...rest })}`,
        values,
      );
      samples[at] = { part, whole: share === 1, rids: Float64Array.from(rows, (row) => row.rid) };
    }
  }
  return samples;
}

/** All runs of a selection in some time, in order; null where they are many, or hard to find. */
async function fewRuns(sql: Sql, selection: Selection, time: Stretch, budget: number): Promise<Float64Array | null> {
  const rids: number[] = [];
  const walk = { dir: 'asc', after: null, budget, time } as const;
  const stopped = await walkInTime(sql, selection, walk, async (stretch) => {
    const rows = await sql.all<{ rid: number }>(
      `SELECT ${stretch.rid} AS rid FROM ${stretch.from}${whereOf(stretch)} ORDER BY ${stretch.rid} LIMIT ?`,
      [...stretch.values, MOST_AT_ONCE + 1 - rids.length],
    );
    for (const { rid } of rows) rids.push(rid);
    return rids.length <= MOST_AT_ONCE;
  });
  return stopped === null && rids.length <= MOST_AT_ONCE ? Float64Array.from(rids) : null;
}

function between(rids: Float64Array, { from, to }: Stretch): Float64Array {
  const [low, high] = [firstRid(from), firstRid(to)];
  return rids.filter((rid) => rid >= low && rid < high);
}

/** What samples tell. */
export interface Estimate {
  counts: Counts[];
  /** The share of all runs that was looked at. */
  counted: number;
}

/** Runs of each stretch by how they ended, as far as the samples tell. */
export async function estimateWords(
  sql: Sql,
  stretches: readonly Stretch[],
  samples: readonly WordSample[],
): Promise<Estimate> {
  const counted: { part: Stretch; whole: boolean; counts: Counts }[] = [];
  for (const { part, whole, rids } of samples) counted.push({ part, whole, counts: await outcomesOf(sql, rids) });
  if (samples.every(({ whole }) => whole)) return { counts: counted.map(({ counts }) => counts), counted: 1 };
  const totals = await allRunsIn(sql, stretches);
  const parts = counted.map(({ part, whole }) => (whole ? { from: part.from, to: part.from } : part));
  return estimate(counted, await allRunsIn(sql, parts), totals);
}

async function allRunsIn(sql: Sql, stretches: readonly Stretch[]): Promise<Counts[]> {
  const facts = await factsFor(sql, ALL_RUNS);
  if (facts) return countStretches(facts, ALL_RUNS, stretches);
  const all = columnSelection(sql.kind, ALL_RUNS);
  const counts: Counts[] = [];
  for (const stretch of stretches) counts.push(await countBucket(sql, within(all, stretch)));
  return counts;
}

async function outcomesOf(sql: Sql, rids: Float64Array): Promise<Counts> {
  const counts = noCounts();
  const add = (outcome: number | undefined) => {
    const name = OUTCOMES[outcome ?? -1];
    if (name) counts[name]++;
  };
  const facts = await factsFor(sql, ALL_RUNS);
  if (facts) {
    for (const rid of rids) {
      const place = facts.placeOf(rid);
      if (facts.rids[place] === rid && place < facts.length) add(facts.outcomes[place]);
    }
    return counts;
  }
  for (let at = 0; at < rids.length; at += ASKED) {
    const some = [...rids.subarray(at, at + ASKED)];
    const rows = await sql.all<{ outcome: number }>(
      `SELECT outcome FROM runs WHERE rid IN (${marks(some.length)})`,
      some,
    );
    for (const { outcome } of rows) add(outcome);
  }
  return counts;
}

/** Whether there are so few runs that counting them takes no time. */
async function isSmall(sql: Sql): Promise<boolean> {
  const statement = 'SELECT count(*) AS n FROM (SELECT 1 FROM runs LIMIT ?)';
  return ((await first<{ n: number }>(sql, statement, [FEW_RUNS + 1]))?.n ?? 0) <= FEW_RUNS;
}

/** A part of a stretch that begins at another place in each, so that the hours of the day even out. */
function partOf({ from, to }: Stretch, share: number, at: number): Stretch {
  const start = from + (to - from) * (1 - share) * ((at * EVERY) % 1);
  return { from: start, to: start + (to - from) * share };
}
