'use client';

import { cancelImport, type ImportSession } from '#lib/client/import-session.ts';
import { Button } from '../ui/button.tsx';
import { formatBytes, formatCountOf } from '../ui/format.ts';
import { countsOf, shareOf, stageOf } from './import-words.ts';

/** How far the import is, with counts, and the way to end it. */
export function ImportProgressView({ session }: { session: ImportSession }) {
  const share = shareOf(session);
  const percent = share === null ? null : Math.round(share * 100);
  const { title, counts } = wordsOf(session);
  return (
    <section aria-label="Import under way" className="grid gap-3 rounded-card border border-line bg-panel p-4">
      <div className="flex items-center gap-3">
        <h2 className="min-w-0 flex-1 font-medium">{title}</h2>
        <Button onClick={cancelImport}>Cancel</Button>
      </div>
      <div
        role="progressbar"
        aria-label="Import"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
        aria-valuetext={`${title}. ${counts}`}
        className="h-bar-sm overflow-hidden rounded-bar bg-inset"
      >
        <div
          className="h-full rounded-bar bg-accent transition-[width] duration-base motion-reduce:transition-none"
          style={{ width: `${percent ?? 8}%` }}
        />
      </div>
      <p className="text-meta text-ink-2">{counts}</p>
    </section>
  );
}

function wordsOf(session: ImportSession): { title: string; counts: string } {
  if (session.phase === 'sending') {
    const counts = `${formatBytes(session.sent)} of ${formatBytes(session.total)} sent`;
    return { title: `Sending ${formatCountOf(session.files, 'file')}`, counts };
  }
  if (session.phase !== 'working' || !session.progress) return { title: 'Reading', counts: 'Waiting for its turn' };
  return { title: stageOf(session.progress), counts: countsOf(session.progress) };
}
