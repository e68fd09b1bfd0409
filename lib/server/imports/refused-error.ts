import 'server-only';

/** Why a file is refused, and where: a line and column from 1, a byte, or an empty text for the file as a whole. */
export class RefusedError extends Error {
  readonly at: string;

  constructor(at: string, why: string) {
    super(why);
    this.name = 'RefusedError';
    this.at = at;
  }
}

/** Shorthand for `throw new RefusedError`. */
export function refuse(at: string, why: string): never {
  throw new RefusedError(at, why);
}

/** A place in a text, both from 1: `line 3, column 14`. */
export function lineAndColumn(line: number, column: number): string {
  return `line ${line}, column ${column}`;
}
