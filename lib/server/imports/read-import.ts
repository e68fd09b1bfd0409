import 'server-only';
import type { ImportRefusal } from '../../domain/import.ts';
import type { Dialect } from '../upstream/dialect.ts';
import { FileDraft } from './file-draft.ts';
import { FileReader } from './file-reader.ts';
import { IMPORT_LIMITS, type ImportLimits } from './import-limits.ts';
import { ImportPool } from './import-pool.ts';
import { ObjectSpool } from './object-spool.ts';
import { checkEntriesSaid, type EntrySink, isZip, ZipReader } from './read-zip.ts';
import { RefusedError, refuse } from './refused-error.ts';
import { ZIP_END } from './zip-directory.ts';

/** A file of an import: its name is for people, and a label only. */
export interface ImportFile {
  name: string;
  chunks: AsyncIterable<Uint8Array>;
  /** Its last bytes, at most so many, where it is there as a whole. */
  tail?: (most: number) => Promise<Uint8Array>;
}

/** What was read so far. */
export interface ReadCounts {
  files: number;
  bytes: number;
  objects: number;
  raw: number;
  refused: number;
}

interface Drafts {
  push(bytes: Uint8Array): void;
  end(): void;
}

/** Longest name of a file in a report, in characters. */
const LONGEST_NAME = 500;

/**
 * Reads the files of one import into a pool: each by its shape, each whole or not at all, nothing of it kept yet. Close it
 * when what it read was kept.
 */
export class ImportReading {
  readonly pool: ImportPool;
  readonly refused: ImportRefusal[] = [];
  /** Refusals beyond those that are listed. */
  moreRefused = 0;
  readonly #dialects: readonly Dialect[];
  readonly #limits: ImportLimits;
  /** Drafts of the file that is being read; they may still be refused. */
  #open: FileDraft[] = [];
  #files = 0;
  #bytes = 0;

  constructor(dialects: readonly Dialect[], limits: ImportLimits = IMPORT_LIMITS) {
    this.#dialects = dialects;
    this.#limits = limits;
    this.pool = new ImportPool(new ObjectSpool());
  }

  counts(): ReadCounts {
    return {
      files: this.#files,
      bytes: this.#bytes,
      objects: this.pool.size + this.#open.reduce((sum, draft) => sum + draft.size, 0),
      raw: this.pool.raws.length,
      refused: this.refused.length + this.moreRefused,
    };
  }

  /** Reads one file. What is wrong with it stands in `refused`; what the chunks throw is thrown. */
  async read({ name, chunks, tail }: ImportFile, signal: AbortSignal): Promise<void> {
    this.#open = [];
    const label = labelOf(name);
    const drafts: FileDraft[] = [];
    let reader: Drafts | null = null;
    let head: Uint8Array = new Uint8Array();
    // Refusals of entries count only if the zip around them is whole; else it is refused as one.
    const inner: ImportRefusal[] = [];
    const begin = (): Drafts => (isZip(head) ? this.#zip(label, drafts, inner) : this.#text(label, drafts));
    try {
      for await (const chunk of chunks) {
        signal.throwIfAborted();
        this.#bytes += chunk.length;
        if (reader) reader.push(chunk);
        else {
          head = Buffer.concat([head, chunk]);
          if (head.length < 4) continue;
          if (tail && isZip(head)) checkEntriesSaid(await tail(ZIP_END), this.#limits);
          reader = begin();
          reader.push(head);
        }
      }
      if (!reader) {
        reader = begin();
        reader.push(head);
      }
      reader.end();
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      this.#open = [];
      this.#refuse({ file: label, at: error.at, why: error.message });
      return;
    }
    this.#open = [];
    for (const draft of drafts) draft.keepIn(this.pool);
    for (const one of [...inner, ...drafts.flatMap((draft) => draft.refusals())]) this.#refuse(one);
  }

  close(): void {
    this.pool.spool.close();
  }

  #count(): void {
    this.#files++;
    if (this.#files > this.#limits.files)
      refuse('', `An import may have ${this.#limits.files} files; this is one more.`);
  }

  #refuse(refusal: ImportRefusal): void {
    if (this.refused.length < this.#limits.refusals) this.refused.push(refusal);
    else this.moreRefused++;
  }

  /** A file that is not a zip. Its draft is handed over when it ended well. */
  #text(label: string, drafts: FileDraft[]): Drafts {
    this.#count();
    const draft = new FileDraft(this.#dialects, this.pool.spool, label);
    this.#open.push(draft);
    const reader = new FileReader(this.#limits, draft);
    return {
      push: (bytes) => reader.push(bytes),
      end() {
        reader.end();
        draft.end();
        drafts.push(draft);
      },
    };
  }

  #zip(label: string, drafts: FileDraft[], refused: ImportRefusal[]): Drafts {
    return new ZipReader(this.#limits, (entry) => {
      const name = `${label}/${labelOf(entry)}`;
      return isIgnored(entry) ? NOWHERE : this.#entry(name, drafts, refused);
    });
  }

  /** One entry of a zip: what is wrong with it concerns it alone. */
  #entry(name: string, drafts: FileDraft[], refused: ImportRefusal[]): EntrySink {
    let reader: Drafts | null = null;
    let head: Uint8Array = new Uint8Array();
    let failed = false;
    let own: FileDraft[] = [];
    const attempt = (step: () => void) => {
      if (failed) return;
      try {
        step();
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error;
        failed = true;
        refused.push({ file: name, at: error.at, why: error.message });
      }
    };
    const begin = (): Drafts => {
      if (isZip(head)) refuse('', 'A zip within a zip is not unpacked. Unpack it and import what is inside.');
      return this.#text(name, drafts);
    };
    return {
      push: (bytes) =>
        attempt(() => {
          if (reader) return reader.push(bytes);
          head = Buffer.concat([head, bytes]);
          if (head.length < 4) return;
          reader = begin();
          reader.push(head);
        }),
      end: () =>
        attempt(() => {
          if (!reader) {
            reader = begin();
            reader.push(head);
          }
          const from = drafts.length;
          reader.end();
          own = drafts.slice(from);
        }),
      damaged: (at, why) => {
        if (failed) return;
        failed = true;
        for (const draft of own) drafts.splice(drafts.indexOf(draft), 1);
        refused.push({ file: name, at, why });
      },
    };
  }
}

const NOWHERE: EntrySink = { push: () => undefined, end: () => undefined, damaged: () => undefined };

/** Folders, and what systems put beside files by themselves. */
export function isIgnored(name: string): boolean {
  return /(?:^|[\\/])(?:__MACOSX[\\/].*|\.DS_Store|Thumbs\.db|desktop\.ini)$|[\\/]$/.test(name);
}

function labelOf(name: string): string {
  return name.length > LONGEST_NAME ? `…${name.slice(-LONGEST_NAME)}` : name;
}
