import 'server-only';
import { readerOf } from '../archiving/reader-of.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { HeardObjects } from './heard-objects.ts';

/** Where the texts of a run are read from: the archive or its source. */
export interface RunSource {
  reader: SourceReader;
  /** The objects of what `reader` has answered. */
  heard: HeardObjects;
  /** Whether, after `reader` has read the run, only pieces of it are there and the run itself never came. */
  isOfPieces(): boolean;
}

/** Where a run is read from, by its pages. Throws `not_found` where neither the archive nor a source knows it. */
export async function sourceOfRun({ source, key }: { source: string; key: string }): Promise<RunSource> {
  const heard = new HeardObjects();
  const { reader, kept, live, instead } = await readerOf(source, key, { hear: heard.hear });
  return { reader, heard, isOfPieces: () => kept?.text === null && (!live || instead() !== null) };
}

/** Reads a run where nothing but its values is wanted. Throws like `sourceOfRun`. */
export async function readerOfRun({ source, key }: { source: string; key: string }): Promise<SourceReader> {
  return (await readerOf(source, key)).reader;
}
