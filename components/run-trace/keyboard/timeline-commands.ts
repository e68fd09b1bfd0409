import type { Command, Line } from '../../commands/command.ts';
import type { KeyCommand } from '../../ui/key-map.ts';

/** How the keys of a timeline are listed, by what they do. */
const WORDS: Record<string, { does: string; group: Line; footer?: string }> = {
  'zoom in': { does: 'Zoom in', group: 'Zoom in, out', footer: 'zoom' },
  'zoom out': { does: 'Zoom out', group: 'Zoom in, out', footer: 'zoom' },
  'pan left': { does: 'Pan left', group: 'Pan left, right', footer: 'pan' },
  'pan right': { does: 'Pan right', group: 'Pan left, right', footer: 'pan' },
  fit: { does: 'Fit the whole run', group: 'Fit whole run', footer: 'fit' },
  'skip idle on, off': { does: 'Skip idle time, or show it', group: 'Skip idle on, off' },
  'follow live': { does: 'Follow live', group: 'Follow live' },
};

/**
 * A timeline's keys as commands. `has` says what there is here: times to show idle stretches of, an end that moves, and
 * controls, without which everything is always in view.
 * `onFollow` is told whether the end is followed by the keys that change it: zoom and pan let go of it.
 */
export function timelineCommands(
  keys: readonly KeyCommand[],
  has: { times: boolean; live: boolean; controls: boolean },
  onFollow: (follows: boolean) => void = () => {},
): Command[] {
  return keys.flatMap((each) => {
    const words = WORDS[each.does];
    if (!words) return [];
    const { does } = each;
    const moves = /^(zoom|pan) /.test(does);
    const enabled = moves
      ? has.controls
      : does === 'follow live'
        ? has.live
        : does !== 'skip idle on, off' || has.times;
    const run = (event: KeyboardEvent | null) => {
      if (each.active?.() ?? true) each.run(event ?? new KeyboardEvent('keydown'));
      if (does === 'follow live') onFollow(true);
      else if (moves) onFollow(false);
    };
    return [{ ...words, id: `timeline ${does}`, keys: each.keys, enabled, run }];
  });
}
