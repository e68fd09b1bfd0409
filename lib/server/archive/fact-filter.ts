import 'server-only';
import { FACT_FIELDS, type FactField, type FactTable, toolsIn } from './fact-table.ts';
import { firstRid } from './rid.ts';
import type { RunQuery } from './run-query.ts';
import { parseSearch } from './search-words.ts';
import { facetsAsked } from './selection.ts';
import type { Sql } from './sql.ts';

/** The part of a table that is in a query's time, and which of its runs pass the query's filters. */
export interface FactFilter {
  from: number;
  to: number;
  passes(place: number): boolean;
}

/** The facts that answer a query; null where statements have to. */
export async function factsFor(sql: Sql, query: RunQuery): Promise<FactTable | null> {
  return sql.facts && isFactual(query) ? sql.facts.current() : null;
}

/** Whether the table knows everything that a query asks for: it knows no words and no threads. */
export function isFactual(query: RunQuery): boolean {
  return query.thread === null && parseSearch(query.text).length === 0;
}

/** Where the runs of a query stand in the table, and which of them pass. The query must be one that `isFactual` accepts. */
export function factFilter(table: FactTable, query: RunQuery): FactFilter {
  const from = query.from === null ? 0 : table.placeOf(firstRid(query.from));
  const to = query.to === null ? table.length : table.placeOf(firstRid(query.to));
  const tests = facetsAsked(query).flatMap(({ field, values }) => {
    if (field === 'thread') return [];
    const wanted = wantedCodes(table, field, new Set(values));
    const share = wanted.reduce((sum, one) => sum + one, 0) / Math.max(1, wanted.length);
    return [{ column: columnOf(table, field), wanted, share }];
  });
  // The one that is likely to leave the fewest runs is asked first.
  tests.sort((a, b) => a.share - b.share);
  const [one, two, three] = tests;
  if (!one) return { from, to, passes: () => true };
  const isOf = ({ column, wanted }: typeof one, place: number) => wanted[column[place] ?? 0] === 1;
  if (!two) return { from, to, passes: (place) => isOf(one, place) };
  if (!three) return { from, to, passes: (place) => isOf(one, place) && isOf(two, place) };
  return { from, to, passes: (place) => tests.every((test) => isOf(test, place)) };
}

/** Of every run, by its place, the number of its word in a field. */
export function columnOf(table: FactTable, field: FactField): Uint32Array {
  return table.codes[FACT_FIELDS.indexOf(field)] ?? new Uint32Array(0);
}

/** The words of a field by their numbers. */
export function wordsOfField(table: FactTable, field: FactField): readonly string[] {
  return table.lists[FACT_FIELDS.indexOf(field)]?.words ?? [];
}

/** By number of a word, whether it is wanted; of tools, whether one of the set is. */
function wantedCodes(table: FactTable, field: FactField, values: ReadonlySet<string>): Uint8Array {
  const words = wordsOfField(table, field);
  const isWanted = field === 'tool' ? (set: string) => toolsIn(set).some((tool) => values.has(tool)) : null;
  // A run without an error or a failure is not meant by an empty value.
  const empty = field !== 'error' && field !== 'fingerprint';
  return Uint8Array.from(words, (word) => {
    if (isWanted) return isWanted(word) ? 1 : 0;
    return values.has(word) && (empty || word !== '') ? 1 : 0;
  });
}
