import { apiPaths } from '../contract/api-paths.ts';
import type { ImportState } from '../contract/import-schema.ts';
import { hasKept, type ImportProgress, type ImportReport } from '../domain/import.ts';
import { answers } from './answer-schemas.ts';
import { toApiError } from './api-error.ts';
import type { NamedFile } from './dropped-files.ts';
import { fetchJson } from './fetch-json.ts';
import { getQueryClient } from './query-client.ts';
import { refreshRunLists } from './run-list-queries.ts';
import { sendImport, stopImport } from './send-import.ts';

/** The import of this browser tab: it goes on while the reader looks at other pages. */
export type ImportSession =
  | { phase: 'none' }
  | { phase: 'sending'; files: number; sent: number; total: number }
  | { phase: 'working'; files: number; progress: ImportProgress | null }
  | { phase: 'done'; report: ImportReport }
  /** `kept`: whether some of it was kept before. */
  | { phase: 'failed'; message: string; kept: boolean }
  | { phase: 'cancelled'; kept: boolean };

/** How often the server is asked how far it is, in ms; it grows to the second number. */
const FIRST = 200;
const SLOWEST = 1000;

const NONE: ImportSession = { phase: 'none' };
let session: ImportSession = NONE;
let given: AbortController | null = null;
let underWay: string | null = null;
const listeners = new Set<() => void>();

/** Calls the listener at every change of the import; gives back what ends it. */
export function onImport(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The import of this tab as it is now. */
export function currentImport(): ImportSession {
  return session;
}

/** What the server renders: no tab, no import. */
export function noImport(): ImportSession {
  return NONE;
}

/** Whether an import is under way in this tab. */
export function isImporting(): boolean {
  return session.phase === 'sending' || session.phase === 'working';
}

/** Begins an import; does nothing while one is under way or without files. */
export async function startImport(files: readonly NamedFile[]): Promise<void> {
  if (isImporting() || files.length === 0) return;
  const abort = new AbortController();
  given = abort;
  show({ phase: 'sending', files: files.length, sent: 0, total: files.reduce((sum, { file }) => sum + file.size, 0) });
  try {
    const id = await sendImport(files, abort.signal, (sent, total) => {
      if (given === abort) show({ phase: 'sending', files: files.length, sent, total });
    });
    underWay = id;
    show({ phase: 'working', files: files.length, progress: null });
    const { progress, report, error } = await followed(id, files.length, abort.signal);
    if (report) show({ phase: 'done', report });
    else if (progress.state === 'cancelled') show({ phase: 'cancelled', kept: hasKept(progress) });
    else show({ phase: 'failed', message: error?.message ?? 'The import failed.', kept: hasKept(progress) });
  } catch (error) {
    if (abort.signal.aborted) show({ phase: 'cancelled', kept: false });
    else show({ phase: 'failed', message: toApiError(error).message, kept: false });
  } finally {
    given = null;
    underWay = null;
    void refreshRunLists(getQueryClient());
  }
}

/** Imports a pasted text; whether all of it was taken. */
export async function importText(text: string): Promise<boolean> {
  if (isImporting()) return false;
  await startImport([{ name: 'pasted text', file: new Blob([text], { type: 'application/json' }) }]);
  return session.phase === 'done' && session.report.refused.length === 0;
}

/** Ends the import that is under way; what was kept by then stays. */
export function cancelImport(): void {
  if (underWay) void stopImport(underWay);
  else given?.abort();
}

/** Forgets how the last import ended. */
export function forgetImport(): void {
  if (!isImporting()) show(NONE);
}

async function followed(id: string, files: number, signal: AbortSignal): Promise<ImportState> {
  for (let wait = FIRST; ; wait = Math.min(SLOWEST, wait * 1.5)) {
    const state = await fetchJson(apiPaths.import(id), answers.importState, signal);
    const { progress } = state;
    if (progress.state !== 'reading' && progress.state !== 'keeping') return state;
    show({ phase: 'working', files, progress });
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

function show(next: ImportSession): void {
  session = next;
  for (const listener of listeners) listener();
}
