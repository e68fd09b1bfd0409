'use client';

import { Pause, Play, X } from 'lucide';
import { useEffect, useRef, useState } from 'react';
import { REPLAY_SPEEDS } from '#lib/contract/replay-params.ts';
import { useCommands } from '../../commands/commands.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { formatDuration } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { Selection } from '../use-selection.ts';
import type { Showing } from './replay-context.ts';
import { replayCommands } from './replay-commands.ts';
import { useSpace } from './use-space.ts';
import { ReplayTrack } from './replay-track.tsx';
import { momentWords } from './replay-words.ts';

/** How often the address is told where a playing replay stands (ms). */
const WRITE_EVERY = 1_000;

const SPEEDS = REPLAY_SPEEDS.map((speed) => ({ id: String(speed), label: `${speed}×` }));

/** The player of a recording: where it stands, how fast it plays, when what arrived. */
export function ReplayBar({ showing, selection }: { showing: Showing; selection: Selection }) {
  const { recording, length, stalls, firstText, player } = showing;
  const { at, playing, speed } = player;
  const [left, setLeft] = useState(false);
  const leave = () => {
    setLeft(true);
    selection.setReplay(null);
  };
  useAddress(showing, selection, left);
  useCommands(replayCommands(showing, leave));
  const [begun] = useState(playing);
  const play = useRef<HTMLButtonElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  useSpace(bar, player.toggle);
  // Outside React: the focus, which was on what began the replay.
  useEffect(() => {
    if (begun && document.activeElement === document.body) play.current?.focus();
  }, [begun]);
  return (
    <div
      ref={bar}
      role="group"
      aria-label="Replay"
      data-follows
      className="z-10 flex flex-none flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line bg-accent-soft py-1.5 pr-3 pl-gutter max-desk:sticky max-desk:top-0"
    >
      <IconButton
        ref={play}
        label={playing ? 'Pause' : at >= length ? 'Play again' : 'Play'}
        onClick={player.toggle}
        className="border-line-strong! bg-panel! text-ink! pointer-coarse:size-11"
      >
        <Icon of={playing ? Pause : Play} />
      </IconButton>
      <span className="min-w-[104px] text-meta whitespace-nowrap max-desk:min-w-20">
        <b className="font-medium">{clockText(at)}</b>
        <span className="text-ink-2"> / {clockText(length)}</span>
      </span>
      <div className="relative h-7 min-w-40 flex-1 max-desk:order-1 max-desk:basis-full">
        <ReplayTrack recording={recording} length={length} stalls={stalls} firstText={firstText} />
        <input
          type="range"
          aria-label="Position in the recording"
          aria-valuetext={`${(at / 1000).toFixed(1)} of ${(length / 1000).toFixed(1)} seconds`}
          min={0}
          max={length}
          step={100}
          value={at}
          onChange={(event) => player.seek(endOf(Number(event.target.value), length))}
          className="absolute inset-x-0 top-3 m-0 h-4 w-full cursor-pointer accent-accent pointer-coarse:h-6"
        />
      </div>
      <Segmented
        label="Speed"
        options={SPEEDS}
        value={String(speed)}
        onChange={(id) => player.setSpeed(REPLAY_SPEEDS.find((one) => String(one) === id) ?? 1)}
      />
      <Button size="sm" onClick={leave} className="max-desk:px-1.5 pointer-coarse:h-11 pointer-coarse:min-w-11">
        <Icon of={X} size={14} /> <span className="max-desk:sr-only">Leave the replay</span>
      </Button>
      <p className="min-w-0 basis-full text-meta text-ink-2 max-desk:order-2">{momentWords(showing)}</p>
    </div>
  );
}

/** Keeps the address at the player's place: at once when it stands still, every second while it plays; not once it was `left`. */
function useAddress({ player }: Showing, selection: Selection, left: boolean): void {
  const { at, playing, speed } = player;
  const shown = playing ? Math.floor(at / (WRITE_EVERY * speed)) * WRITE_EVERY * speed : Math.round(at);
  const { setReplay } = selection;
  // Outside React: the address bar.
  useEffect(() => {
    if (!left) setReplay({ at: shown, speed });
  }, [shown, speed, setReplay, left]);
}

function clockText(at: number): string {
  return at < 60_000 ? `${(at / 1000).toFixed(1)}\u202fs` : formatDuration(at);
}

/** The last step of the slider is the end, whatever the length. */
function endOf(at: number, length: number): number {
  return length - at < 100 ? length : at;
}
