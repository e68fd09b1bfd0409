/** Lines from 1, both ends included. */
export interface LineRange {
  from: number;
  to: number;
}

/** A place inside a text of a call, as links name it. */
export interface TextLink {
  /**
   * Which text: an output's place from 0, `arguments`, `output`, …; where several calls are in view, the place of one of them
   * and behind a dot its text. Null for the first.
   */
  out: string | null;
  line: LineRange | null;
  /** Hash of the text when the link was made. */
  hash: string | null;
  /** A place in a JSON text: `$.segments[0].name`. */
  path: string | null;
}

/** What a link says of one of several calls in view; null when it means another. A lone call takes it as it is. */
export function linkInCall<T extends { out: string | null }>(link: T | null, place: number, alone: boolean): T | null {
  if (link === null || alone) return link;
  const named = /^(\d+)(?:\.(.+))?$/.exec(link.out ?? '');
  if (!named) return place === 0 ? link : null;
  return Number(named[1]) === place ? { ...link, out: named[2] ?? null } : null;
}

/** The link to a place inside one of several calls in view. */
export function linkOfCall<T extends { out: string | null }>(link: T, place: number, alone: boolean): T {
  if (alone) return link;
  return { ...link, out: link.out === null ? String(place) : `${place}.${link.out}` };
}
