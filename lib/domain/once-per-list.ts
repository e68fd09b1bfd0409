/** Has what is worked out from a whole list worked out once for that list, however often it is asked for. Lists must not change. */
export function oncePerList<T, R>(work: (list: readonly T[]) => R): (list: readonly T[]) => R {
  const known = new WeakMap<readonly T[], { result: R }>();
  return (list) => {
    const before = known.get(list);
    if (before) return before.result;
    const result = work(list);
    known.set(list, { result });
    return result;
  };
}
