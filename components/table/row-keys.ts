/**
 * Where a key moves the cursor of a list of `count` rows; null for keys that do not move it. `at` is -1 while there is no
 * cursor yet: the first move then goes to `first`.
 */
export function rowAfterKey(key: string, at: number, count: number, page: number, first = 0): number | null {
  if (count === 0) return null;
  const step = stepOf(key, page);
  if (step !== null) return at === -1 ? clamp(first, count) : clamp(at + step, count);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

function stepOf(key: string, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return 1;
    case 'ArrowUp':
      return -1;
    case 'PageDown':
      return page;
    case 'PageUp':
      return -page;
    default:
      return null;
  }
}

function clamp(at: number, count: number): number {
  return Math.max(0, Math.min(count - 1, at));
}
