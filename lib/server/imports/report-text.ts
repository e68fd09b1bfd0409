import 'server-only';
import { countOf } from '../../domain/count-of.ts';
import { type ImportProgress, type ImportReport, tooOld } from '../../domain/import.ts';

/** One line that says how far an import is. */
export function importLine(progress: ImportProgress): string {
  const { state, bytes, totalBytes, files, understood, raw, refused, runs, totalRuns, others, totalOthers } = progress;
  if (state === 'keeping' && runs === 0 && others < (totalOthers ?? 0))
    return `Keeping what belongs to no run: ${others} of ${totalOthers}`;
  if (state === 'keeping') return `Keeping run ${runs} of ${totalRuns ?? '?'}`;
  const share = totalBytes ? ` of ${megabytes(totalBytes)}` : '';
  return `Reading: ${megabytes(bytes)}${share}, ${countOf(files, 'file')}, ${understood} understood, ${raw} raw, ${refused} refused`;
}

/** What came of an import, for people. */
export function reportLines(report: ImportReport): string[] {
  const { runs, moreRuns, expiring = 0, understood, raw, refused, moreRefused } = report;
  const lines = [`${countOf(understood, 'object')} understood, in ${countOf(runs.length + moreRuns, 'run')}.`];
  if (expiring > 0) lines.push(`${countOf(expiring, 'run')} ${tooOld(expiring)}`);
  if (raw > 0) lines.push(`${countOf(raw, 'value')} of other protocols kept as raw.`);
  if (refused.length > 0) lines.push(`${countOf(refused.length + moreRefused, 'file')} refused:`);
  for (const { file, at, why } of refused) lines.push(`  ${plain(file)}${at === '' ? '' : `, ${at}`}: ${plain(why)}`);
  if (moreRefused > 0) lines.push(`  and ${moreRefused} more`);
  return lines;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** Names come from strangers: nothing in them may steer a terminal. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
}
