'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useLayoutEffect, useMemo, useState } from 'react';
import { messagesQuery } from '#lib/client/message-queries.ts';
import { recordedStreamsQuery } from '#lib/client/recorded-streams.ts';
import { recordingQuery } from '#lib/client/recording-queries.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { ReplayPlace } from '#lib/contract/replay-params.ts';
import type { LiveTrace } from '#lib/domain/apply-run-event.ts';
import type { Message } from '#lib/domain/message.ts';
import {
  countArrived,
  firstTextAt,
  type Recording,
  recordingLength,
  Replayed,
  stallsOf,
} from '#lib/domain/recording.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import { PageClock } from '../use-now.ts';
import { ReplayContext, type ReplayState } from './replay-context.ts';
import { usePlayer } from './use-player.ts';

/** What the screen of a run shows while it is replayed. */
export interface Moment {
  access: TraceAccess;
  state: TraceState;
}

type Draw = (moment: Moment | null) => ReactNode;

/**
 * Shows a run as it was while its stream was recorded. `children` draw a moment of it, or with null the run as it is:
 * while the recording is read, and where there is none.
 */
export function ReplayRun({
  access,
  state,
  place,
  children,
}: {
  access: TraceAccess;
  state: TraceState;
  place: ReplayPlace;
  children: Draw;
}) {
  const streams = useQuery(recordedStreamsQuery(access, state.run.status));
  const found = streams.data ?? [];
  const recording = useQuery({ ...recordingQuery(access, found), enabled: found.length > 0 });
  const { data } = recording;
  if (data && data.events.length > 0) {
    return (
      <Playing access={access} recording={data} ended={state} place={place}>
        {children}
      </Playing>
    );
  }
  const failed = streams.isError ? streams : recording.isError ? recording : null;
  const none = data !== undefined || (streams.data !== undefined && found.length === 0);
  const known: ReplayState = failed?.error
    ? { kind: 'failed', error: failed.error, again: () => void failed.refetch() }
    : { kind: none ? 'none' : 'loading' };
  return <ReplayContext value={known}>{children(null)}</ReplayContext>;
}

function Playing({
  access,
  recording,
  ended,
  place,
  children,
}: {
  access: TraceAccess;
  recording: Recording;
  ended: TraceState;
  place: ReplayPlace;
  children: Draw;
}) {
  const client = useQueryClient();
  const length = recordingLength(recording);
  const player = usePlayer(length, place);
  const [replayed] = useState(() => {
    const messages = client.getQueryData(messagesQuery(access).queryKey)?.items ?? [];
    return new Replayed(recording, { ...ended, messages });
  });
  const trace = replayed.after(countArrived(recording, player.at));
  const own = useMemo(() => recordedAccess(access), [access]);
  useMessages(own, trace.messages);
  const moment = useMemo(() => ({ access: own, state: stateOf(trace) }), [own, trace]);
  const facts = useMemo(() => ({ stalls: stallsOf(recording), firstText: firstTextAt(recording) }), [recording]);
  const showing = useMemo(
    () => ({ kind: 'playing' as const, recording, length, player, ...facts }),
    [recording, length, player, facts],
  );
  const clock = (recording.streams[0]?.startedAt ?? 0) + player.at;
  return (
    <ReplayContext value={showing}>
      <PageClock value={clock}>{children(moment)}</PageClock>
    </ReplayContext>
  );
}

/** Puts the messages of the moment where the views look for those of a run. */
function useMessages(access: TraceAccess, messages: readonly Message[] | undefined): void {
  const client = useQueryClient();
  // Outside React: the cache of what was read.
  useLayoutEffect(() => {
    const items = [...(messages ?? [])];
    client.setQueryData(messagesQuery(access).queryKey, { items, nextCursor: null, total: null });
  }, [client, access, messages]);
}

/** A moment is all there is: nothing more can be asked for, changed or taken away. */
function recordedAccess(access: TraceAccess): TraceAccess {
  return {
    ...access,
    cacheKey: `${access.cacheKey} replay`,
    live: null,
    refreshPath: null,
    rawPath: null,
    exportPath: null,
    operate: null,
    recorded: true,
  };
}

function stateOf({ run, steps }: LiveTrace): TraceState {
  return { run, steps, tail: [], nextCursor: null, settled: false, problem: null, kept: null };
}
