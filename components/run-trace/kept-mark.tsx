import type { KeptTrace } from '#lib/domain/run-trace.ts';
import { TimeText } from '../ui/time-text.tsx';

/** In the head of a run: that its source has it no more, that only pieces came, or since when the archive has all of it. */
export function KeptMark({ kept }: { kept: KeptTrace | null }) {
  if (!kept) return null;
  if (kept.goneAt !== null) {
    return (
      <span data-gone="" className={`${MARK} bg-wait-soft text-wait`}>
        No longer at the source
        <span className="sr-only">
          , found on <TimeText at={kept.goneAt} mode="full" />
        </span>
      </span>
    );
  }
  if (kept.runMissing) return <span className={`${MARK} bg-wait-soft text-wait`}>Incomplete</span>;
  if (!kept.whole) return null;
  return (
    <span className={`${MARK} bg-idle-soft text-ink-2 max-mid:hidden`}>
      <span>
        Kept
        <span className="group-has-data-replay/head:max-[95rem]:sr-only">
          , {ORIGINS[kept.origin]} <TimeText at={kept.capturedAt} mode="ago" />
        </span>
      </span>
    </span>
  );
}

const MARK = 'inline-flex h-[22px] flex-none items-center gap-1 rounded-chip px-1.5 text-meta font-medium';
const ORIGINS: Record<KeptTrace['origin'], string> = {
  view: 'read',
  walk: 'read',
  paste: 'read',
  import: 'imported',
  pass_through: 'recorded',
};
