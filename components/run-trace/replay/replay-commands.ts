import { REPLAY_SPEEDS } from '#lib/contract/replay-params.ts';
import { countArrived } from '#lib/domain/recording.ts';
import type { Command } from '../../commands/command.ts';
import type { Showing } from './replay-context.ts';

/** The keys of a replay. */
export function replayCommands({ recording, player }: Showing, leave: () => void): Command[] {
  const group = 'Replay';
  const { events } = recording;
  const count = countArrived(recording, player.at);
  const speed = REPLAY_SPEEDS.indexOf(player.speed);
  const faster = REPLAY_SPEEDS[speed + 1];
  const slower = REPLAY_SPEEDS[speed - 1];
  const next = events[count]?.at;
  const now = events[count - 1]?.at ?? 0;
  const before = events.findLast(({ at }) => at < now)?.at ?? 0;
  const step = (at: number | undefined) => () => {
    if (player.playing) player.toggle();
    if (at !== undefined) player.seek(at);
  };
  return [
    {
      id: 'replay-toggle',
      keys: [' '],
      does: player.playing ? 'Pause the replay' : 'Play the replay',
      group,
      footer: player.playing ? 'pause' : 'play',
      run: player.toggle,
    },
    { id: 'replay-next', keys: ['.'], does: 'Next event of the recording', group, footer: 'event', run: step(next) },
    { id: 'replay-previous', keys: [','], does: 'Previous event of the recording', group, run: step(before) },
    {
      id: 'replay-faster',
      keys: ['>'],
      does: 'Replay faster',
      group,
      enabled: faster !== undefined,
      run: () => faster && player.setSpeed(faster),
    },
    {
      id: 'replay-slower',
      keys: ['<'],
      does: 'Replay slower',
      group,
      enabled: slower !== undefined,
      run: () => slower && player.setSpeed(slower),
    },
    { id: 'replay-leave', keys: [], does: 'Leave the replay', group, run: leave },
  ];
}
