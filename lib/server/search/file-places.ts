import 'server-only';
import type { FileInfo } from '../../domain/file-info.ts';
import type { RunFile } from '../../domain/run-files.ts';
import type { Place } from './place.ts';

/** Files of one run that are looked at. */
const MOST = 200;

/** A file of a run, and the step that shows it where one does. */
interface FoundFile {
  id: string;
  name: string | null;
  step: string | null;
}

/** Files of a run as its pages are read. */
export class RunFilesFound {
  readonly #files = new Map<string, FoundFile>();

  add(files: readonly RunFile[]): void {
    for (const { id, name, places } of files) {
      const step = places.find((place) => place.in === 'step')?.id ?? null;
      const known = this.#files.get(id);
      if (known) {
        known.name ??= name;
        known.step ??= step;
      } else if (this.#files.size < MOST) this.#files.set(id, { id, name, step });
    }
  }

  list(): FoundFile[] {
    return [...this.#files.values()];
  }
}

/** Name and id of a file; opens among the files of the run, and at the step that shows it. */
export function filePlace({ id, name, step }: FoundFile, info: FileInfo | null): Place {
  return {
    step: null,
    stepNumber: null,
    call: null,
    place: 'File',
    path: null,
    form: 'plain',
    text: [...new Set([info?.name, name, id])].filter(Boolean).join(' '),
    view: { step: step ?? 'run', drawer: 'files' },
  };
}
