import { formatScore } from '../../ui/format.ts';

/** A score as a bar of 0 to 1 with the threshold as a tick, and as a number. */
export function ScoreBar({ score, threshold }: { score: number | null; threshold: number | null }) {
  const share = (value: number) => `${Math.min(1, Math.max(0, value)) * 100}%`;
  return (
    <span className="inline-flex items-center gap-[7px]">
      <span aria-hidden className="relative h-1.5 w-[72px] rounded-bar bg-idle-soft forced-colors:outline">
        {score === null ? null : (
          <span className="absolute inset-y-0 left-0 rounded-bar ph-tool" style={{ width: share(score) }} />
        )}
        {threshold === null ? null : (
          <span className="absolute -inset-y-0.5 w-px bg-ink-2 forced-colors:bg-[CanvasText]" style={{ left: share(threshold) }} />
        )}
      </span>
      <span className="sr-only">Score </span>
      <span title={score === null ? 'The source gave no score' : String(score)}>{formatScore(score)}</span>
    </span>
  );
}
