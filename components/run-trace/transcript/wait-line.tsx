import { Glyph } from '../../status/glyph.tsx';
import { classNames } from '../../ui/class-names.ts';
import type { Waiting } from './waiting.ts';

/** Waiting for the reader's own server: how long, and a hatched line. It grows no pulse where motion is not wanted. */
export function WaitLine({ waiting }: { waiting: Waiting }) {
  return (
    <p className="mt-2 flex min-h-[22px] items-center gap-2.5 text-meta font-medium text-wait">
      <Glyph status="requires_action" size={14} />
      <span>{waiting.text}</span>
      <i
        aria-hidden
        className={classNames(
          // Thinner than the bars of the timeline: an outline would be most of it.
          'ph-you h-1.5 min-w-6 flex-1 rounded-bar [--hatch:color-mix(in_oklab,var(--color-you)_55%,var(--color-panel))]! shadow-none!',
          waiting.open && 'animate-pulse motion-reduce:animate-none',
        )}
      />
    </p>
  );
}
