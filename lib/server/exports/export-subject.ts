import 'server-only';
import type { ExportOrder } from './export-runs.ts';

/** Runs of one export that are named. */
const NAMED = 12;

/** What an export is of, for the audit trail: the run where it is one, else their number and the first of them. */
export function exportSubject({ runs, format }: ExportOrder): {
  source?: string | undefined;
  key?: string | undefined;
  what: string;
} {
  const [first, ...more] = runs;
  if (more.length === 0) return { source: first?.source, key: first?.key, what: format };
  const named = runs.slice(0, NAMED).map(({ source, key }) => `${source}/${key}`);
  const others = runs.length > NAMED ? ` and ${runs.length - NAMED} more` : '';
  return { what: `${format}, ${runs.length} runs: ${named.join(', ')}${others}` };
}
