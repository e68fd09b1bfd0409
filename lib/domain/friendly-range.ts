const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Lengths that a person counts in, ms. */
const LENGTHS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 364, 1820, 3640].map((n) => n * DAY),
];

/** A stretch of time in equal parts. */
export interface FriendlyRange {
  from: number;
  to: number;
  bucket: number;
  /** How many parts. */
  buckets: number;
}

/**
 * The stretch from the instant `from` up to and with `to` (ms), rounded outwards to parts of a length that a person counts
 * in, at most `most` of them (2 or more).
 */
export function friendlyRange(from: number, to: number, most: number): FriendlyRange {
  const end = Math.max(to, from) + 1;
  for (const bucket of LENGTHS) {
    const range = rounded(from, end, bucket);
    if (range.buckets <= most) return range;
  }
  return rounded(from, end, 3640 * DAY * Math.ceil((end - from) / (3640 * DAY * (most - 1))));
}

function rounded(from: number, end: number, bucket: number): FriendlyRange {
  const first = Math.floor(from / bucket);
  const last = Math.ceil(end / bucket);
  return { from: first * bucket, to: last * bucket, bucket, buckets: last - first };
}
