'use client';

import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide';
import { useState } from 'react';
import { recordedStreamsQuery } from '#lib/client/recorded-streams.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { isTerminal, type Run } from '#lib/domain/run.ts';
import { useCommands } from '../../commands/commands.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { Selection } from '../use-selection.ts';

/** A run that ended before our eyes: how often and how many times its recording is looked for, which is written last (ms). */
const LOOK_EVERY = 2_000;
const LOOKS = 4;

/** Begins the replay of a run whose stream was recorded; nothing for others, and while it goes on. */
export function ReplayButton({ access, run, selection }: { access: TraceAccess; run: Run; selection: Selection }) {
  const ended = isTerminal(run);
  const [watched] = useState(!ended);
  const streams = useQuery({
    ...recordedStreamsQuery(access, run.status),
    // Of a run that had ended before, the page brought what there is.
    enabled: watched && !access.recorded && Boolean(access.replayPath) && (ended || run.status === 'requires_action'),
    refetchInterval: ({ state }) =>
      watched && ended && state.data?.length === 0 && state.dataUpdateCount < LOOKS ? LOOK_EVERY : false,
  });
  const enabled = selection.replay === null && !access.recorded && (streams.data?.length ?? 0) > 0;
  const begin = () => selection.setReplay({ at: 0, speed: 1 });
  useCommands([
    { id: 'replay', keys: [], does: 'Replay the run as it streamed', group: 'Replay', enabled, run: begin },
  ]);
  if (!enabled) return null;
  return (
    <Button onClick={begin} data-replay title="Replay" className="tap">
      <Icon of={History} size={14} />
      <span data-word>Replay</span>
    </Button>
  );
}
