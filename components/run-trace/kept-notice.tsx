import type { KeptTrace } from '#lib/domain/run-trace.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { Notice } from '../ui/notice.tsx';
import { TimeText } from '../ui/time-text.tsx';

const WAYS: Record<KeptTrace['origin'], string> = {
  view: 'when it was opened',
  walk: 'when the source was read',
  paste: 'when its thread was fetched',
  import: 'by an import',
  pass_through: 'as it ran',
};

/** What a reader must know of a run that is not shown as its source has it now: pieces of it are missing, or the source is. */
export function KeptNotice({ kept, ended = true }: { kept: KeptTrace | null; ended?: boolean }) {
  if (!kept) return null;
  if (kept.runMissing) {
    return (
      <Notice tone="warn">
        <b className="font-medium">Incomplete.</b>{' '}
        <span className="text-ink-2">
          Only steps or messages of this run came, {WAYS[kept.origin]}; the run itself did not. It joins them when it is
          imported or its source answers.
        </span>
      </Notice>
    );
  }
  const unended = kept.final && !ended;
  if (kept.because === null && !unended) return null;
  return (
    <Notice tone="info">
      {unended ? (
        <>
          The run had not ended when it was kept, {WAYS[kept.origin]}, on <TimeText at={kept.capturedAt} mode="full" />;
          nothing later is known.{' '}
        </>
      ) : null}
      {kept.because === null ? null : (
        <>
          {kept.whole ? 'Shown as it was kept.' : 'Shown as far as it was kept; parts may be missing.'}{' '}
          <span className="text-ink-2">
            <Untrusted text={kept.because} />
          </span>
        </>
      )}
    </Notice>
  );
}
