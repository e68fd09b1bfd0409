/** Fewer ids than this say nothing of how long ids are. */
const LEAST = 3;

/**
 * What is odd about the length of an id beside ids that are known: `It looks cut off: run ids here have 24 characters after
 * run_, this one has 16.` Null where those with its prefix are too few, differ in length, or are as long as it.
 */
export function oddLength(id: string, known: readonly string[]): string | null {
  const prefix = /^[A-Za-z]+[_-]/.exec(id)?.[0];
  if (!prefix) return null;
  const lengths = new Map<number, number>();
  for (const each of new Set(known)) {
    if (each.startsWith(prefix)) lengths.set(each.length, (lengths.get(each.length) ?? 0) + 1);
  }
  const [only, ...others] = lengths;
  if (!only || others.length > 0 || only[1] < LEAST || only[0] === id.length) return null;
  const looks = id.length < only[0] ? 'cut off' : 'too long';
  const has = id.length - prefix.length;
  const characters = only[0] - prefix.length;
  return `It looks ${looks}: IDs here have ${characters} characters after ${prefix}, this one has ${has}.`;
}
