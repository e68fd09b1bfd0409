import 'server-only';

/** What filters by value ask of a run, as columns of the table; `tool` holds the set of its tools. */
export const FACT_FIELDS = ['source', 'status', 'assistant', 'model', 'error', 'fingerprint', 'tool'] as const;
export type FactField = (typeof FACT_FIELDS)[number];

/** What filters and counts ask of one run. */
export interface Fact {
  rid: number;
  /** Its place in `OUTCOMES`. */
  outcome: number;
  /** The value of each field, in their order; the tools in one text: see `toolSet`. */
  values: readonly string[];
}

/** Words by number and numbers by word. */
class WordList {
  readonly words: string[] = [];
  readonly #codes = new Map<string, number>();

  /** The number of a word, a new one where it is new. */
  code(word: string): number {
    const known = this.#codes.get(word);
    if (known !== undefined) return known;
    this.#codes.set(word, this.words.length);
    return this.words.push(word) - 1;
  }
}

/** The text that stands for a set of tools. */
export function toolSet(tools: readonly string[]): string {
  return JSON.stringify(tools.toSorted());
}

/** The tools of such a text, in order. */
export function toolsIn(set: string): string[] {
  return JSON.parse(set) as string[];
}

/**
 * The facts of all runs in memory, in order of their numbers: 37 bytes a run. Counting any of them is a walk over columns of
 * numbers, a million runs in a few milliseconds.
 */
export class FactTable {
  length = 0;
  rids = new Float64Array(0);
  outcomes = new Uint8Array(0);
  /** By field: numbers of words in `lists`. */
  codes: Uint32Array[] = FACT_FIELDS.map(() => new Uint32Array(0));
  readonly lists = FACT_FIELDS.map(() => new WordList());

  /** The first place whose run number is not below `rid`. */
  placeOf(rid: number): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.rids[middle] ?? 0) < rid) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Takes over what runs are now, in order of their numbers; null for those that are not there any more. */
  apply(changes: readonly (readonly [rid: number, fact: Fact | null])[]): void {
    const apart: (readonly [number, Fact | null])[] = [];
    for (const change of changes) {
      const [rid, fact] = change;
      const place = this.placeOf(rid);
      const there = place < this.length && this.rids[place] === rid;
      if (there && fact) this.#put(place, fact);
      else if (there || fact) apart.push(change);
    }
    const [first] = apart;
    if (!first) return;
    const tail = this.#cut(this.placeOf(first[0]));
    this.#reserve(this.length + tail.length + apart.length);
    let next = 0;
    for (const [rid, fact] of apart) {
      while (next < tail.length && (tail.rids[next] ?? 0) < rid) this.#copy(tail, next++);
      if (next < tail.length && tail.rids[next] === rid) next++;
      if (fact) this.#put(this.length++, fact);
    }
    while (next < tail.length) this.#copy(tail, next++);
  }

  /** Takes the end of the columns away, and gives it. */
  #cut(from: number) {
    const { length } = this;
    this.length = from;
    return {
      length: length - from,
      rids: this.rids.slice(from, length),
      outcomes: this.outcomes.slice(from, length),
      codes: this.codes.map((column) => column.slice(from, length)),
    };
  }

  #copy(tail: { rids: Float64Array; outcomes: Uint8Array; codes: Uint32Array[] }, at: number): void {
    const place = this.length++;
    this.rids[place] = tail.rids[at] ?? 0;
    this.outcomes[place] = tail.outcomes[at] ?? 0;
    for (const [field, column] of this.codes.entries()) column[place] = tail.codes[field]?.[at] ?? 0;
  }

  #put(place: number, { rid, outcome, values }: Fact): void {
    this.rids[place] = rid;
    this.outcomes[place] = outcome;
    for (const [field, column] of this.codes.entries()) {
      column[place] = this.lists[field]?.code(values[field] ?? '') ?? 0;
    }
  }

  #reserve(length: number): void {
    if (length <= this.rids.length) return;
    const size = Math.ceil(length * 1.25) + 1_000;
    const grown = <T extends Float64Array | Uint8Array | Uint32Array>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.rids = grown(new Float64Array(size), this.rids);
    this.outcomes = grown(new Uint8Array(size), this.outcomes);
    this.codes = this.codes.map((column) => grown(new Uint32Array(size), column));
  }
}
