import 'server-only';
import { noCounts, type Counts } from './count-bucket.ts';
import { columnOf, factFilter, wordsOfField } from './fact-filter.ts';
import { type FactField, type FactTable, toolsIn } from './fact-table.ts';
import type { FingerprintGroup } from './fingerprint-groups.ts';
import { OUTCOMES } from './keep-run.ts';
import { firstRid } from './rid.ts';
import type { RunQuery } from './run-query.ts';

/** How many runs fit. */
export function countFacts(table: FactTable, query: RunQuery): number {
  const { from, to, passes } = factFilter(table, query);
  let count = 0;
  for (let place = from; place < to; place++) if (passes(place)) count++;
  return count;
}

/** Runs that fit by how they ended, in each of several stretches of time (ms since 1970). */
export function countStretches(
  table: FactTable,
  query: RunQuery,
  stretches: readonly { from: number; to: number }[],
): Counts[] {
  const { from, to, passes } = factFilter(table, query);
  return stretches.map((stretch) => {
    const tally = [0, 0, 0, 0];
    const end = Math.min(to, table.placeOf(firstRid(stretch.to)));
    for (let place = Math.max(from, table.placeOf(firstRid(stretch.from))); place < end; place++) {
      if (!passes(place)) continue;
      const outcome = table.outcomes[place] ?? 0;
      tally[outcome] = (tally[outcome] ?? 0) + 1;
    }
    const counts = noCounts();
    for (const [outcome, name] of OUTCOMES.entries()) counts[name] = tally[outcome] ?? 0;
    return counts;
  });
}

/** Numbers of the first runs that fit, in order of time, beyond `after`. */
export function listFacts(
  table: FactTable,
  query: RunQuery,
  { after, limit }: { after: number | null; limit: number },
): number[] {
  const { from, to, passes } = factFilter(table, query);
  const found: number[] = [];
  if (query.dir === 'asc') {
    const begin = after === null ? from : Math.max(from, table.placeOf(after + 1));
    for (let place = begin; place < to && found.length < limit; place++) {
      if (passes(place)) found.push(table.rids[place] ?? 0);
    }
    return found;
  }
  const end = after === null ? to : Math.min(to, table.placeOf(after));
  for (let place = end - 1; place >= from && found.length < limit; place--) {
    if (passes(place)) found.push(table.rids[place] ?? 0);
  }
  return found;
}

/** Values of a field that runs have which fit the other filters, and how many; those without a value are left out. */
export function factValues(
  table: FactTable,
  query: RunQuery,
  field: FactField,
): { value: string; count: number; last: number }[] {
  const { from, to, passes } = factFilter(table, { ...query, [field]: [] });
  const column = columnOf(table, field);
  const words = wordsOfField(table, field);
  const counts = new Uint32Array(words.length);
  const last = new Float64Array(words.length);
  for (let place = from; place < to; place++) {
    if (!passes(place)) continue;
    const code = column[place] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
    last[code] = table.rids[place] ?? 0;
  }
  const found = new Map<string, { value: string; count: number; last: number }>();
  for (const [code, word] of words.entries()) {
    const count = counts[code] ?? 0;
    if (count === 0) continue;
    for (const value of field === 'tool' ? toolsIn(word) : [word]) {
      if (value === '') continue;
      const known = found.get(value) ?? { value, count: 0, last: 0 };
      known.count += count;
      known.last = Math.max(known.last, last[code] ?? 0);
      found.set(value, known);
    }
  }
  return [...found.values()];
}

/** Failures that are alike among the runs that fit. */
export function factFingerprints(table: FactTable, query: RunQuery): FingerprintGroup[] {
  const { from, to, passes } = factFilter(table, query);
  const column = columnOf(table, 'fingerprint');
  const words = wordsOfField(table, 'fingerprint');
  const groups = new Map<number, FingerprintGroup>();
  for (let place = from; place < to; place++) {
    const code = column[place] ?? 0;
    if (words[code] === '' || !passes(place)) continue;
    const rid = table.rids[place] ?? 0;
    const group = groups.get(code) ?? {
      id: words[code] ?? '',
      count: 0,
      failed: 0,
      first: rid,
      last: rid,
      whole: true,
    };
    groups.set(code, group);
    group.count++;
    if (table.outcomes[place] === 0) group.failed++;
    group.last = rid;
  }
  return [...groups.values()];
}
