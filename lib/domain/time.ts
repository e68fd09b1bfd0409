declare const unit: unique symbol;

/** Milliseconds: since 1970 UTC for instants, else a length of time. Upstream seconds become these in a dialect's `to-domain.ts` only. */
export type Milliseconds = number & { readonly [unit]: 'ms' };

/** Brands a number of milliseconds. */
export function ms(value: number): Milliseconds {
  return value as Milliseconds;
}

/** A stretch of time; `end` is null while it is open. */
export interface Span {
  start: Milliseconds;
  end: Milliseconds | null;
}

/** First instant of 1970 and last of 9999: outside these a date is shown as the source wrote it. */
export const EARLIEST = ms(0);
export const LATEST = ms(253_402_300_799_999);
