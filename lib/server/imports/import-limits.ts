import 'server-only';

/** Bounds on what an import may hold; sizes in bytes or characters. Tests set smaller ones. */
export interface ImportLimits {
  /** Levels of JSON around the values of a file. */
  depth: number;
  /** One JSON value: a document, a line, an element of an outer array, an event. */
  value: number;
  /** Files of one import, those inside archives among them. */
  files: number;
  /** Of one zip: entries, all bytes when unpacked, and how many times larger than packed (counted beyond `free` bytes). */
  entries: number;
  unpacked: number;
  ratio: number;
  free: number;
  /** Refusals that a report lists; further ones are counted. */
  refusals: number;
}

const MB = 1024 * 1024;

export const IMPORT_LIMITS: ImportLimits = {
  depth: 200,
  value: 256 * MB,
  files: 100_000,
  entries: 100_000,
  unpacked: 4096 * MB,
  ratio: 200,
  free: 10 * MB,
  refusals: 1000,
};
