import type { ImportSession } from '#lib/client/import-session.ts';
import { type ImportProgress, tooOld } from '#lib/domain/import.ts';
import { formatCount, formatCountOf } from '../ui/format.ts';

/** What screen readers hear of an import, in place of what they heard before. */
export function saidOf(session: ImportSession): string {
  switch (session.phase) {
    case 'sending':
      return `Sending ${formatCountOf(session.files, 'file')}`;
    case 'working':
      return session.progress ? `${stageOf(session.progress)}. ${countsOf(session.progress)}` : 'Reading';
    case 'done': {
      const { runs, moreRuns, expiring = 0, understood, raw, refused, moreRefused } = session.report;
      const parts = [
        `${formatCountOf(understood, 'object')} understood in ${formatCountOf(runs.length + moreRuns, 'run')}`,
      ];
      if (raw > 0) parts.push(`${formatCount(raw)} kept as raw`);
      if (refused.length > 0) parts.push(`${formatCount(refused.length + moreRefused)} refused`);
      const old = expiring > 0 ? `. ${formatCountOf(expiring, 'run')} ${tooOld(expiring)}` : '';
      return `Import finished. ${parts.join(', ')}${old}`;
    }
    // Their notices are announced by themselves.
    default:
      return '';
  }
}

/** What an import is doing now: `Keeping run 12 of 40`. */
export function stageOf({ state, runs, totalRuns, others, totalOthers }: ImportProgress): string {
  if (state === 'keeping' && runs === 0 && others < (totalOthers ?? 0)) {
    return `Keeping what belongs to no run: ${formatCount(others)} of ${formatCount(totalOthers)}`;
  }
  return state === 'keeping' ? `Keeping run ${formatCount(runs)} of ${formatCount(totalRuns)}` : 'Reading';
}

/** What an import has read so far: `3 files, 120 understood, 1 raw`. */
export function countsOf({ files, understood, raw, refused }: ImportProgress): string {
  const parts = [formatCountOf(files, 'file'), `${formatCount(understood)} understood`];
  if (raw > 0) parts.push(`${formatCount(raw)} raw`);
  if (refused > 0) parts.push(`${formatCount(refused)} refused`);
  return parts.join(', ');
}

/** How much is done, from 0 to 1; null where that is not known. Sending, reading and keeping are a third each. */
export function shareOf(session: ImportSession): number | null {
  if (session.phase === 'sending') return session.total > 0 ? session.sent / session.total / 3 : null;
  if (session.phase !== 'working' || !session.progress) return null;
  const { state, bytes, totalBytes, runs, totalRuns, others, totalOthers } = session.progress;
  const all = (totalRuns ?? 0) + (totalOthers ?? 0);
  if (state === 'keeping') return (2 + (all > 0 ? (runs + others) / all : 1)) / 3;
  return totalBytes ? (1 + Math.min(1, bytes / totalBytes)) / 3 : null;
}
