import 'server-only';
import { countOf } from '../../domain/count-of.ts';
import type { ImportReport } from '../../domain/import.ts';

/** What an import brought, for the audit trail: the run where it is one, else how many; only its id where it failed. */
export function importSubject(
  id: string,
  source: string,
  report: ImportReport | null,
): { source: string; key?: string | undefined; what: string } {
  if (!report) return { source, what: id };
  const count = report.runs.length + report.moreRuns;
  const refused = report.refused.length + report.moreRefused;
  const words = [countOf(count, 'run'), ...(refused > 0 ? [`${refused} refused`] : []), id];
  const [only] = report.runs;
  return { source: only?.source ?? source, key: count === 1 ? only?.key : undefined, what: words.join(', ') };
}
