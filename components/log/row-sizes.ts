const BLOCK = 256;

/**
 * Heights of up to millions of rows of which most are as estimated (px). Sums and places cost a logarithm; memory is spent on
 * the rows that differ only.
 */
export class RowSizes {
  readonly count: number;
  readonly #estimate: number;
  readonly #extras = new Map<number, number>();
  /** Sums of what blocks of rows are taller than estimated, as a binary indexed tree. */
  readonly #sums: Float64Array;

  constructor(count: number, estimate: number) {
    this.count = count;
    this.#estimate = estimate;
    this.#sums = new Float64Array(Math.ceil(count / BLOCK) + 1);
  }

  get total(): number {
    return this.topOf(this.count);
  }

  /** Notes the height of a row and gives how much it has grown. */
  set(row: number, height: number): number {
    const grown = height - this.#estimate - (this.#extras.get(row) ?? 0);
    if (grown === 0) return 0;
    this.#extras.set(row, height - this.#estimate);
    for (let at = Math.floor(row / BLOCK) + 1; at < this.#sums.length; at += at & -at) {
      this.#sums[at] = (this.#sums[at] ?? 0) + grown;
    }
    return grown;
  }

  /** Where a row begins. */
  topOf(row: number): number {
    const last = Math.min(row, this.count);
    let top = last * this.#estimate;
    if (this.#extras.size === 0) return top;
    const block = Math.floor(last / BLOCK);
    for (let at = block; at > 0; at -= at & -at) top += this.#sums[at] ?? 0;
    for (let each = block * BLOCK; each < last; each++) top += this.#extras.get(each) ?? 0;
    return top;
  }

  /** The row at a height, the nearest one outside. */
  rowAt(y: number): number {
    if (this.#extras.size === 0) return Math.max(0, Math.min(this.count - 1, Math.floor(y / this.#estimate)));
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.topOf(middle) <= y) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }
}
