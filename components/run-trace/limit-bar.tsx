import type { PassedLimit } from '#lib/domain/error-facts.ts';
import { Block } from '../ui/block.tsx';
import { formatCount } from '../ui/format.ts';

/** A limit with what was used of it and what was asked for on top, on one scale. */
export function LimitBar({ passed }: { passed: PassedLimit }) {
  const { unit, per, limit, used, requested } = passed;
  const scale = Math.max(limit, used + requested);
  if (scale <= 0) return null;
  const share = (value: number) => `${(value / scale) * 100}%`;
  const title = `${unit.charAt(0).toUpperCase()}${unit.slice(1)} for this ${per}`;
  const spoken = `${formatCount(used)} of ${formatCount(limit)} ${unit} used, ${formatCount(requested)} more asked for`;
  return (
    <Block title={title} note="as the message counts them">
      <div
        role="img"
        aria-label={spoken}
        className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 px-3 pt-3 pb-2.5"
      >
        <div className="grid gap-2 text-micro text-ink-2">
          <span>Used {formatCount(used)}</span>
          <span>Asked for {formatCount(requested)}</span>
        </div>
        <div className="relative grid gap-2">
          <span className="relative h-4">
            <span className="absolute inset-y-0.5 left-0 rounded-bar ph-model" style={{ width: share(used) }} />
          </span>
          <span className="relative h-4">
            <span
              className="absolute inset-y-0.5 min-w-[3px] rounded-bar border border-fail bg-fail-soft"
              style={{ left: share(used), width: share(requested) }}
            />
          </span>
          <span
            className="absolute inset-y-[-4px] w-0 border-l border-dashed border-fail"
            style={{ left: share(limit) }}
          />
        </div>
        <span />
        <span className="flex pt-1 text-micro">
          <span className="text-ink-3">0</span>
          <span className="ml-auto font-medium text-fail" style={{ paddingRight: `${100 - (limit / scale) * 100}%` }}>
            Limit {formatCount(limit)}
          </span>
        </span>
      </div>
    </Block>
  );
}
