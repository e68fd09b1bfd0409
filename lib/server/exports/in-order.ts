import 'server-only';

/**
 * Runs tasks with at most `width` under way and gives their results in order. The next task is taken when there is room;
 * the first that fails ends it.
 */
export async function* inOrder<T>(tasks: AsyncIterable<() => Promise<T>>, width: number): AsyncGenerator<T> {
  const under: Promise<T>[] = [];
  for await (const task of tasks) {
    const result = task();
    // Looked at when its turn comes; until then its failure is not an unhandled one.
    result.catch(() => undefined);
    under.push(result);
    if (under.length < width) continue;
    const first = under.shift();
    if (first) yield await first;
  }
  for (const result of under) yield await result;
}
