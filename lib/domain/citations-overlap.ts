import type { Vocabulary, Words } from './citations-words.ts';

/** What two texts share, best first: stretches of words that stand in both, by the places of their words. */
export interface Overlap {
  runs: SharedRun[];
  /** Weight of all runs of two words and more, and half of that of single words. */
  score: number;
  /** Share of the asked text's weight that occurs in the other, 0 to 1. */
  coverage: number;
  /** Weight of all of the asked text. */
  total: number;
  /** The run that says most. */
  longest: SharedRun | null;
}

export interface SharedRun {
  /** Place of the first word in the asked text. */
  asked: number;
  /** Place of the first word in the text that was searched. */
  found: number;
  length: number;
  weight: number;
}

/** A text that is searched: where each known word stands. */
export type Postings = ReadonlyMap<number, readonly number[]>;

/** A word that stands more often than this in a text tells nothing about a place in it. */
const MOST_PLACES = 64;

/** Indexes a text for `overlap`. */
export function postingsOf({ ids }: Words): Postings {
  const places = new Map<number, number[]>();
  ids.forEach((id, place) => {
    if (id === -1) return;
    const known = places.get(id);
    if (!known) places.set(id, [place]);
    else if (known.length < MOST_PLACES) known.push(place);
  });
  return places;
}

/** What the asked text shares with another. Costs about the places of the asked words in the other text. */
export function overlap(asked: Words, postings: Postings, vocabulary: Vocabulary): Overlap {
  const all = maximalRuns(asked.ids, postings, vocabulary);
  all.sort((a, b) => b.weight - a.weight || b.length - a.length || a.asked - b.asked || a.found - b.found);
  const taken = new Set<number>();
  const runs: SharedRun[] = [];
  let score = 0;
  let shared = 0;
  for (const run of all) {
    const alone = run.length === 1;
    if (alone && !vocabulary.stands(asked.ids[run.asked] ?? -1)) continue;
    let free = true;
    for (let i = 0; i < run.length && free; i++) free = !taken.has(run.asked + i);
    if (!free) continue;
    for (let i = 0; i < run.length; i++) taken.add(run.asked + i);
    runs.push(run);
    shared += run.weight;
    score += alone ? run.weight / 2 : run.weight;
  }
  const total = asked.ids.reduce((sum, id) => sum + vocabulary.weight(id), 0);
  return { runs, score, coverage: total > 0 ? shared / total : 0, total, longest: runs[0] ?? null };
}

/** Every stretch of equal words that cannot be made longer. */
function maximalRuns(asked: readonly number[], postings: Postings, { weight }: Vocabulary): SharedRun[] {
  const runs: SharedRun[] = [];
  let open = new Map<number, SharedRun>();
  const close = (run: SharedRun) => {
    for (let i = 0; i < run.length; i++) run.weight += weight(asked[run.asked + i] ?? -1);
    runs.push(run);
  };
  asked.forEach((id, at) => {
    const next = new Map<number, SharedRun>();
    for (const place of postings.get(id) ?? []) {
      const before = open.get(place - 1);
      if (before) {
        open.delete(place - 1);
        before.length++;
        next.set(place, before);
      } else next.set(place, { asked: at, found: place, length: 1, weight: 0 });
    }
    for (const run of open.values()) close(run);
    open = next;
  });
  for (const run of open.values()) close(run);
  return runs;
}
