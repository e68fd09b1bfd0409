/** Chance that is the same in every call with the same seed (mulberry32). */
export interface Chance {
  /** From 0 to 1, without 1. */
  next(): number;
  /** A whole number from 0 to `below`, without it. */
  whole(below: number): number;
  /** One of a list. */
  one<T>(list: readonly T[]): T;
}

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (below: number) => Math.floor(next() * below);
  return { next, whole, one: (list) => list[whole(list.length)] as (typeof list)[number] };
}

/** An id as sources make them: a prefix and 24 letters and digits without any order. */
export function madeId({ whole }: Chance, prefix: string): string {
  let tail = '';
  while (tail.length < 24)
    tail += whole(2 ** 32)
      .toString(36)
      .padStart(6, '0')
      .slice(-6);
  return `${prefix}_${tail}`;
}
