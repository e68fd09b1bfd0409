import type { Phase } from '#lib/domain/time-ledger.ts';
import { formatDuration } from '../ui/format.ts';

export interface PhasePart {
  phase: Phase;
  length: number;
}

const LOOKS: Record<Phase, { name: string; className: string }> = {
  queue: { name: 'Queue', className: 'ph-queue' },
  model: { name: 'Model', className: 'ph-model' },
  tool: { name: 'Tools', className: 'ph-tool' },
  you: { name: 'Waiting for you', className: 'ph-you' },
  unaccounted: { name: 'Unaccounted', className: 'ph-unaccounted' },
};

/** Phases in the order of the legend, with their names and classes. */
export const PHASE_LEGEND = (['queue', 'model', 'tool', 'you'] as const).map((phase) => LOOKS[phase]);

/** Where a run's time went, as long as the run is on a scale that ends at `scale` ms; a longer one fills it and ends with ». */
export function PhaseBar({
  parts,
  length,
  scale,
  growing,
}: {
  parts: readonly PhasePart[];
  length: number;
  scale: number;
  growing: boolean;
}) {
  const share = scale > 0 ? Math.min(1, length / scale) : 0;
  return (
    <span className="flex min-w-0 items-center gap-[3px]">
      <span
        role="img"
        aria-label={parts.map((part) => `${LOOKS[part.phase].name} ${formatDuration(part.length)}`).join(', ')}
        className={`flex h-1.5 min-w-[3px] gap-px overflow-hidden rounded-bar ${growing ? '[&>:last-child]:animate-pulse' : ''}`}
        style={{ width: `${(share * 100).toFixed(1)}%` }}
      >
        {parts.map((part) => (
          <i
            key={part.phase}
            className={`block h-full min-w-px ${LOOKS[part.phase].className}`}
            style={{ flexGrow: Math.max(1, part.length), flexBasis: 0 }}
          />
        ))}
      </span>
      {length > scale ? (
        <span className="flex-none text-micro leading-[6px] text-ink-3" title="Longer than the scale">
          »
        </span>
      ) : null}
    </span>
  );
}
