import 'server-only';
import { EXPORT_ENDINGS, type ExportFormat, TOKEN_BUDGET } from '../../domain/export-format.ts';
import { isFailure } from '../../domain/failure.ts';
import { type BundlePiece, type BundleRun, formatBundle } from './bundle.ts';
import { filePieces, fileRecords } from './file-pieces.ts';
import { inTurns } from '../upstream/page-turns.ts';
import { formatJsonl } from './jsonl.ts';
import { runMarkdown, unreadableRun } from './markdown.ts';
import { readDigest } from './read-digest.ts';
import { type ExportState, runPieces } from './run-pieces.ts';
import { readerOfRun, sourceOfRun } from './run-source.ts';
import { streamPieces } from './stream-pieces.ts';

export interface ExportOrder {
  runs: readonly BundleRun[];
  format: ExportFormat;
  /** Tokens of each run in Markdown. */
  budget?: number | undefined;
}

const TYPES: Record<ExportFormat, string> = {
  json: 'application/json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

/**
 * Runs as one file while it is being read from their sources. A run that is gone is said to be in its place, unless it is
 * the only one; every other failure is thrown and leaves the file cut.
 */
export function exportRuns(
  { runs, format, budget = TOKEN_BUDGET.usual }: ExportOrder,
  signal: AbortSignal,
): { name: string; type: string; body: AsyncGenerator<string> } {
  const each = [...new Map(runs.map(({ source, key }) => [`${source} ${key}`, { source, key }])).values()];
  return { name: fileName(each, format), type: TYPES[format], body: bodyOf(each, format, budget, signal) };
}

/** `run_a.runlens.json`, `12-runs.md`. */
function fileName(runs: readonly BundleRun[], format: ExportFormat): string {
  const [only, ...more] = runs;
  const stem = only && more.length === 0 ? (only.key.split('.').at(-1) ?? only.key) : `${runs.length}-runs`;
  return `${stem}${EXPORT_ENDINGS[format]}`;
}

function bodyOf(
  runs: readonly BundleRun[],
  format: ExportFormat,
  budget: number,
  signal: AbortSignal,
): AsyncGenerator<string> {
  switch (format) {
    case 'json':
      return formatBundle({ exportedAt: new Date(), runs }, pieces(runs, true, signal));
    case 'jsonl':
      return formatJsonl(pieces(runs, false, signal));
    case 'md':
      return markdown(runs, budget, signal);
  }
}

async function* pieces(runs: readonly BundleRun[], bytes: boolean, signal: AbortSignal): AsyncGenerator<BundlePiece> {
  const state: ExportState = { written: new Set(), files: new Map() };
  for (const run of runs) {
    try {
      yield* runPieces(await sourceOfRun(run), run, state, signal);
    } catch (error) {
      if (runs.length === 1 || !isFailure(error, 'not_found')) throw error;
      const { code, message } = error.failure;
      yield { missing: { ...run, kind: 'run', id: run.key, code, message } };
    }
  }
  const known = yield* fileRecords(state, signal);
  if (!bytes) return;
  yield* filePieces(state, known, signal);
  yield* streamPieces(runs);
}

async function* markdown(runs: readonly BundleRun[], budget: number, signal: AbortSignal): AsyncGenerator<string> {
  for (const [place, run] of runs.entries()) {
    if (place > 0) yield '\n---\n\n';
    try {
      const reader = await readerOfRun(run);
      yield runMarkdown(await inTurns(signal, () => readDigest(reader, run.key, signal)), budget);
    } catch (error) {
      if (runs.length === 1 || !isFailure(error, 'not_found')) throw error;
      yield unreadableRun(run, error.failure.message);
    }
  }
}
