import 'server-only';

/** A stretch of a view: as many numbers as the names here say. */
const [AT, TO, SIZE] = [0, 2, 3] as const;

/** Where the units of a view stand in the text that it was made of, by stretches: a long text has few of them. */
export class ViewPlaces {
  /** One after another: where it begins in the view; where it begins in the text; where it ends there, -1 for one that was copied. */
  readonly #stretches: number[] = [];
  readonly #length: number;
  #size = 0;

  constructor(length: number) {
    this.#length = length;
  }

  /** So many units stand there as they stood from a place on. */
  copied(units: number, from: number): void {
    this.#stretches.push(this.#size, from, -1);
    this.#size += units;
  }

  /** So many units stand for a range of the text, each for the whole of it. */
  decoded(units: number, from: number, to: number): void {
    if (units === 0) return;
    this.#stretches.push(this.#size, from, to);
    this.#size += units;
  }

  /** Range of the text that a range of the view stands for; an empty one ends at 0. */
  origin(start: number, end: number): { start: number; end: number } {
    return { start: this.#place(start).start, end: end > start ? this.#place(end - 1).end : 0 };
  }

  #place(at: number): { start: number; end: number } {
    if (at >= this.#size) return { start: this.#length, end: this.#length };
    const all = this.#stretches;
    let [low, high] = [0, all.length / SIZE - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((all[middle * SIZE + AT] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const [begins = 0, from = 0, to = 0] = all.slice(low * SIZE + AT, low * SIZE + TO + 1);
    if (to !== -1) return { start: from, end: to };
    const start = from + at - begins;
    return { start, end: start + 1 };
  }
}
