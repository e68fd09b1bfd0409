/**
 * Whole percentages of the lengths, adding up to exactly 100 by largest remainder (ties: the longer one, then the first).
 * Lengths are whole numbers, not negative; when they add up to 0 all percentages are 0.
 */
export function wholePercents(lengths: readonly number[]): number[] {
  // Lengths of thousands of years in milliseconds leave no exact room for a factor of 100 in a double.
  const exact = lengths.map(BigInt);
  const total = exact.reduce((sum, length) => sum + length, 0n);
  if (total <= 0n) return lengths.map(() => 0);
  const shares = exact.map((length, place) => ({
    place,
    length,
    percent: Number((length * 100n) / total),
    left: (length * 100n) % total,
  }));
  let missing = 100 - shares.reduce((sum, share) => sum + share.percent, 0);
  const down = (a: bigint, b: bigint) => (a < b ? 1 : a > b ? -1 : 0);
  for (const share of shares.toSorted(
    (a, b) => down(a.left, b.left) || down(a.length, b.length) || a.place - b.place,
  )) {
    if (missing <= 0) break;
    share.percent++;
    missing--;
  }
  return shares.map((share) => share.percent);
}
