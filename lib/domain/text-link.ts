/** Lines from 1, both ends included. */
export interface LineRange {
  from: number;
  to: number;
}

/** A place inside a text of a call, as links name it. */
export interface TextLink {
  /** Which text: an output's place from 0, `arguments`, `output`, …; with a call's place before it where several are in view. Null for the first. */
  out: string | null;
  line: LineRange | null;
  /** Hash of the text when the link was made. */
  hash: string | null;
  /** A place in a JSON text: `$.segments[0].name`. */
  path: string | null;
}

/** What a link says of one of several calls in view; null when it means another. A lone call takes it as it is. */
export function linkInCall(link: TextLink | null, place: number, alone: boolean): TextLink | null {
  if (link === null || alone) return link;
  const [first = '', rest] = splitOut(link.out);
  if (rest === undefined) return place === 0 ? link : null;
  return Number(first) === place ? { ...link, out: rest === '' ? null : rest } : null;
}

/** The link to a place inside one of several calls in view. */
export function linkOfCall(link: TextLink | null, place: number, alone: boolean): TextLink | null {
  if (link === null || alone) return link;
  return { ...link, out: `${place}.${link.out ?? ''}` };
}

function splitOut(out: string | null): [string, string | undefined] {
  const dot = out?.indexOf('.') ?? -1;
  return out === null || dot === -1 ? [out ?? '', undefined] : [out.slice(0, dot), out.slice(dot + 1)];
}
