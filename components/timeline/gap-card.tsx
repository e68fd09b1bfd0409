import { Kbd } from '../ui/kbd.tsx';
import type { PlotGap } from './layout.ts';

/** What a gap hides and why, in the words of its owner. */
export function GapText({ gap }: { gap: PlotGap }) {
  return (
    <div className="grid gap-[3px] text-meta leading-[18px]">
      <span>
        <b className="font-medium">
          {gap.text} {gap.expanded ? 'shown' : 'hidden'}
        </b>{' '}
        <span className="text-ink-2">{gap.range}</span>
      </span>
      <span className="text-pretty">
        {gap.reason}.{' '}
        {gap.expanded ? (
          'Click to hide it again.'
        ) : (
          <>
            Press <Kbd>I</Kbd> to show idle time.
          </>
        )}
      </span>
    </div>
  );
}

/** The same as the name of a button. */
export function gapName({ text, reason, expanded }: PlotGap): string {
  return expanded ? `${text} of idle time shown. ${reason}. Hide it again` : `${text} hidden. ${reason}. Show it`;
}
