import 'server-only';

/** Waits between two looks, and for how long after a change they stay short, ms. */
export interface PaceLimits {
  fast: number;
  slow: number;
  calm: number;
}

export const PACE: PaceLimits = { fast: 1_000, slow: 5_000, calm: 10_000 };

/** Longest wait after failures, ms. */
const AFTER_FAILURE = 30_000;

/**
 * How long to wait between two looks at a run: a second while anything changed in the last ten, then ever longer up to five.
 * What the source asks for holds where it is longer.
 */
export class Pace {
  readonly #limits: PaceLimits;
  #changedAt: number;
  #wait: number;
  #failures = 0;

  constructor(now: number, limits = PACE) {
    this.#limits = limits;
    this.#changedAt = now;
    this.#wait = limits.fast;
  }

  /** Looks in a row that failed. */
  get failures(): number {
    return this.#failures;
  }

  /** After a look; `asked` is what the source asks for, ms. */
  looked(changed: boolean, asked: number | null, now: number): number {
    const { fast, slow, calm } = this.#limits;
    this.#failures = 0;
    if (changed) this.#changedAt = now;
    this.#wait = now - this.#changedAt < calm ? fast : Math.min(slow, this.#wait * 1.5);
    return Math.max(this.#wait, asked ?? 0);
  }

  /** After a look that failed. */
  failed(asked: number | null): number {
    this.#failures++;
    return Math.max(asked ?? 0, Math.min(AFTER_FAILURE, this.#limits.fast * 2 ** this.#failures));
  }
}
