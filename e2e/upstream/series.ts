/** An object as the protocol sends it. */
export type WireObject = Record<string, unknown> & { id: string };

/** Objects in the order of their creation; `at` may make them when asked. */
export interface Series {
  readonly length: number;
  at(index: number): WireObject;
  /** -1 for an id that is not there. */
  indexOf(id: string): number;
}

export function seriesOf(objects: readonly WireObject[]): Series {
  const places = new Map(objects.map((object, index) => [object.id, index]));
  return {
    length: objects.length,
    at: (index) => objects[index] as WireObject,
    indexOf: (id) => places.get(id) ?? -1,
  };
}

/** A list envelope: `limit` 1 to 100 (20), `order` asc or desc (desc), `after` and `before` as ids. Null for unknown ids. */
export function listPage(series: Series, query: URLSearchParams): Record<string, unknown> | null {
  const asked = Number(query.get('limit') ?? 20);
  const limit = Math.min(100, Math.max(1, Number.isInteger(asked) ? asked : 20));
  const step = query.get('order') === 'asc' ? 1 : -1;
  const bound = (name: string) => {
    const id = query.get(name);
    return id === null ? null : series.indexOf(id);
  };
  const after = bound('after');
  const before = bound('before');
  if (after === -1 || before === -1) return null;
  const data: WireObject[] = [];
  let at = after === null ? (step === 1 ? 0 : series.length - 1) : after + step;
  for (; data.length < limit && at >= 0 && at < series.length && at !== before; at += step) data.push(series.at(at));
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: at >= 0 && at < series.length && at !== before,
  };
}
