/**
 * Has what is worked out from a list or another object worked out once for it, however often it is asked for. Of one that is
 * asked for with other things beside it the last answer is kept. What is asked for must not change.
 */
export function oncePer<K extends object, A extends readonly unknown[], R>(
  work: (of: K, ...beside: A) => R,
): (of: K, ...beside: A) => R {
  const known = new WeakMap<K, { beside: A; result: R }>();
  return (of, ...beside) => {
    const before = known.get(of);
    if (before?.beside.every((value, i) => Object.is(value, beside[i]))) return before.result;
    const result = work(of, ...beside);
    known.set(of, { beside, result });
    return result;
  };
}
