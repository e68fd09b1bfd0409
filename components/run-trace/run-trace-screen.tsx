'use client';

import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import {
  type ComponentProps,
  lazy,
  memo,
  type ReactNode,
  Suspense,
  type SyntheticEvent,
  useDeferredValue,
  useMemo,
  useRef,
  useState,
} from 'react';
import { isPolled, traceQuery } from '#lib/client/run-queries.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { useLiveRun } from '#lib/client/use-live-run.ts';
import { useStepStream } from '#lib/client/use-step-stream.ts';
import { parseReplayPlace } from '#lib/contract/replay-params.ts';
import { isScrolled } from '#lib/contract/view-place-params.ts';
import type { Page } from '#lib/domain/page.ts';
import { isTerminal } from '#lib/domain/run.ts';
import type { RunTrace } from '#lib/domain/run-trace.ts';
import type { Step } from '#lib/domain/step.ts';
import { isComplete, openTrace, type TraceState } from '#lib/domain/trace-state.ts';
import { MAIN_ID } from '../shell/skip-link.tsx';
import { KeysFooter } from '../shell/keys-footer.tsx';
import { useHydrated } from '../ui/hydrated.ts';
import { Later } from '../ui/later.tsx';
import { usePhone } from '../ui/use-media.ts';
import { statusLabel } from '../status/status.tsx';
import { NeighbourLinks } from './keyboard/neighbour-links.tsx';
import { useRelatedRuns } from './keyboard/use-related-runs.ts';
import { useRunCommands } from './keyboard/use-run-commands.ts';
import { LedgerView } from './ledger-view.tsx';
import { OperateActions, OperateNotice } from './operate-parts.tsx';
import { ReplayButton } from './replay/replay-button.tsx';
import type { Moment } from './replay/replay-run.tsx';
import { ReplaySlot } from './replay/replay-slot.tsx';
import { RunHead } from './run-head.tsx';
import { RunView } from './run-view.tsx';
import { SummaryStrip } from './summary-strip.tsx';
import type { TraceNotices } from './trace-notices.tsx';
import { useFacts } from './use-facts.ts';
import { type Selection, useSelection } from './use-selection.ts';
import { useLedger } from './use-ledger.ts';
import { VerdictLine } from './verdict-line.tsx';
import { ViewSwitch } from './view-switch.tsx';

const ReplayRun = lazy(async () => ({ default: (await import('./replay/replay-run.tsx')).ReplayRun }));
const Notices = lazy(async () => ({ default: (await import('./trace-notices.tsx')).TraceNotices }));
const OwnerActions = lazy(async () => ({ default: (await import('./owner-actions.tsx')).OwnerActions }));
const RunImages = lazy(async () => ({ default: (await import('./run-images.tsx')).RunImages }));
const ScrollMemory = lazy(async () => ({ default: (await import('./scroll-memory.tsx')).ScrollMemory }));
const LiveMark = lazy(async () => ({ default: (await import('./live-mark.tsx')).LiveMark }));

/**
 * One run: what it was, its steps on one axis, and the selected one in full. The same screen for the owner and for those
 * who got a link; `access` tells them apart. `trace` and `lastPage` are what the server has read, `now` its clock; `banner` stands above.
 */
export function RunTraceScreen({
  access,
  trace,
  lastPage,
  now: serverNow,
  banner,
}: {
  access: TraceAccess;
  trace: RunTrace;
  lastPage: Page<Step> | null;
  now: number;
  banner?: ReactNode;
}) {
  const poll = useQuery({ ...traceQuery(access), initialData: () => openTrace(trace, lastPage) });
  const { error, resume } = useStepStream(access, poll.data);
  useLiveRun(access, goesOn(poll.data));
  // What is read is drawn when there is time for it: input comes before, and states that are outdated are left out.
  const state = useDeferredValue(poll.data);
  const { refetch, isFetching } = poll;
  // What went wrong when the page asked for itself is of no interest once events come again.
  const pollError = isPolled(poll.data, access) ? poll.error : null;
  const reading = useMemo(
    () => ({
      stream: { error, again: resume },
      poll: { error: pollError, again: () => void refetch(), trying: isFetching },
    }),
    [error, resume, pollError, refetch, isFetching],
  );
  const place = parseReplayPlace(new URLSearchParams(useSearchParams().toString()));
  const draw = (moment: Moment | null) =>
    moment ? (
      <TraceScreen key="replay" {...moment} now={serverNow} reading={NO_READING} />
    ) : (
      <TraceScreen key="run" access={access} state={state} now={serverNow} reading={reading} banner={banner} />
    );
  if (place === null || !access.replayPath) return draw(null);
  return (
    <Later fallback={draw(null)}>
      <ReplayRun access={access} state={state} place={place}>
        {draw}
      </ReplayRun>
    </Later>
  );
}

/** A recording was read whole. */
const NO_READING = {
  stream: { error: null, again: () => undefined },
  poll: { error: null, again: () => undefined, trying: false },
};

/** Whether something must be said of what was read; most runs need no word, and no script for it. */
function hasNotices({ problem, kept }: TraceState): boolean {
  return problem !== null || kept?.runMissing === true || (kept?.because ?? null) !== null;
}

/** How reading goes on, and how to have it tried again. */
type Reading = Pick<ComponentProps<typeof TraceNotices>, 'stream' | 'poll'>;

const TraceScreen = memo(function TraceScreen({
  access,
  state,
  now: serverNow,
  reading,
  banner,
}: {
  access: TraceAccess;
  state: TraceState;
  now: number;
  reading: Reading;
  banner?: ReactNode;
}) {
  const { run } = state;
  const { facts, messagesError } = useFacts(access, state, serverNow);
  const selection = useSelection(state);
  const { ledger, verdict } = useLedger(state, facts);
  const { view, setView, image, places } = selection;
  /** What the reader scrolled first, or acted on; true where the address says where. */
  const [scrolled, setScrolled] = useState<Element | boolean>(() => isScrolled(places));
  /** Known at once, so that the first turn of a wheel counts. */
  const byHand = useRef(false);
  const touch = ({ target, type }: SyntheticEvent) => {
    byHand.current = true;
    touched(selection, target);
    if (type !== 'wheel') hold(target);
  };
  /** What is acted on in an entry stays where it is, as if it had been scrolled there. */
  const hold = (target: EventTarget) => {
    const entry = target instanceof Element ? target.closest('[data-entry]') : null;
    if (!scrolled && entry) setScrolled(entry);
  };
  const hydrated = useHydrated();
  const phone = usePhone();
  const views = <ViewSwitch view={view} onChange={setView} />;
  const last = phone ? views : null;
  useRunCommands(state, selection);
  useRelatedRuns(access, run);
  const follows = access.live !== null && goesOn(state);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only notes that the reader has begun to act
    <main
      id={MAIN_ID}
      tabIndex={-1}
      data-steps={isComplete(state) ? 'complete' : 'loading'}
      onPointerDownCapture={touch}
      onWheelCapture={touch}
      onKeyDownCapture={({ target }) => {
        byHand.current = true;
        selection.markActed();
        hold(target);
      }}
      onScrollCapture={(event) => {
        if (byHand.current && !scrolled && event.target instanceof Element) setScrolled(event.target);
      }}
      className={`flex h-full min-h-0 min-w-0 flex-1 flex-col overflow-hidden bg-panel max-desk:overflow-auto ${facts.left ? 'still' : ''}`}
    >
      {banner}
      <div className="flex-none border-b border-line">
        <RunHead run={run} kept={state.kept} access={access} live={follows ? <Live state={state} /> : null}>
          <NeighbourLinks access={access} state={state} selection={selection} />
          {phone ? null : views}
          <ReplayButton access={access} run={run} selection={selection} />
          <OperateActions access={access} state={state} />
          {access.exportPath === null ? (
            last
          ) : (
            <Later fallback={last}>
              <OwnerActions access={access} state={state} selection={selection}>
                {last}
              </OwnerActions>
            </Later>
          )}
        </RunHead>
        <VerdictLine status={run.status} verdict={verdict} ledger={ledger} onOpen={selection.open} />
        {view === 'timeline' ? (
          <SummaryStrip state={state} now={facts.now} dated={access.exportPath !== null}>
            <LedgerView ledger={ledger} onOpen={selection.open} />
          </SummaryStrip>
        ) : null}
        {follows || hasNotices(state) || reading.stream.error || reading.poll.error || messagesError ? (
          <Later fallback={null}>
            <Notices
              state={state}
              follows={follows}
              stream={reading.stream}
              poll={reading.poll}
              messages={messagesError}
            />
          </Later>
        ) : null}
        <OperateNotice access={access} state={state} />
      </div>
      <ReplaySlot selection={selection} />
      <RunView access={access} state={state} facts={facts} selection={selection} ledger={ledger} />
      <KeysFooter>
        {selection.following ? <span className="font-medium text-live">Following the newest step</span> : null}
        {run.timeResolution >= 1000 ? 'Times to the second' : 'Times to the millisecond'}
      </KeysFooter>
      {hydrated && image !== null ? (
        <Later fallback={null}>
          <RunImages access={access} state={state} facts={facts} image={image} selection={selection} />
        </Later>
      ) : null}
      {scrolled ? (
        <Later fallback={null}>
          <ScrollMemory selection={selection} scrolled={scrolled} />
        </Later>
      ) : null}
      <Ended status={run.status} ended={isTerminal(run)} />
    </main>
  );
});

/** Whether more of a run is to come. What the archive alone still has of a run does not change. */
function goesOn({ run, settled }: TraceState): boolean {
  return !isTerminal(run) && !settled;
}

/** The reader has begun to act: what is read or pointed at does not make way for the next step, but for what says so. */
function touched({ markActed, following, setFollowing }: Selection, target: EventTarget): void {
  markActed();
  if (following && !(target instanceof Element && target.closest('[data-follows]'))) setFollowing(false);
}

function Live({ state }: { state: TraceState }) {
  return (
    <Suspense>
      <LiveMark state={state} />
    </Suspense>
  );
}

/** Says aloud that the run in view has ended; nothing for runs that had ended before. */
function Ended({ status, ended }: { status: string; ended: boolean }) {
  const [before] = useState(ended);
  return (
    <span aria-live="assertive" className="sr-only">
      {ended && !before ? `The run has ended: ${statusLabel(status)}` : ''}
    </span>
  );
}
