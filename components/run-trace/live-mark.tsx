'use client';

import { useId } from 'react';
import { runName, useRunNews, useTransport } from '#lib/client/live-state.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import { wholeTime } from '#lib/domain/verdict-parts.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { LiveDot } from '../ui/live-dot.tsx';
import { Popover } from '../ui/popover.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { type LiveWord, liveWord, stalledFor, transportFacts } from './live-words.ts';
import { useNow } from './use-now.ts';

const MARK = 'inline-flex h-[22px] flex-none items-center rounded-chip text-meta font-medium whitespace-nowrap';
const TONES: Record<LiveWord['tone'], string> = {
  live: 'bg-live-soft text-live',
  idle: 'bg-idle-soft text-idle',
  wait: 'bg-wait-soft text-wait',
};

/** Beside the status of a run that goes on: whether it is heard of, how and why not otherwise, and whether it has stalled. */
export function LiveMark({ state }: { state: TraceState }) {
  const id = useId();
  const transport = useTransport();
  const news = useRunNews(runName(state.run.source, state.run.key));
  const now = useNow(0, true);
  const { word, tone } = liveWord(transport, news);
  const { how, source } = transportFacts(transport, news);
  const quiet = tone === 'live' && now > 0 ? stalledFor(state, news.changedAt, now) : null;
  return (
    <>
      <span data-follows className="inline-flex">
        <button
          type="button"
          popoverTarget={id}
          aria-haspopup="dialog"
          aria-label={`${word}, how this run is followed`}
          className={`${MARK} cursor-pointer gap-[7px] px-2 hover:brightness-97 max-desk:min-h-6 ${TONES[tone]}`}
        >
          <LiveDot still={tone !== 'live'} />
          {word}
        </button>
        <Popover id={id} label="How this run is followed" width={340}>
          <dl className="grid grid-cols-[72px_minmax(0,1fr)] gap-x-3 gap-y-2 px-2.5 py-2 text-meta [&>dt]:text-ink-2">
            <dt>This page</dt>
            <dd>{how}</dd>
            <dt>The source</dt>
            <dd>
              <Untrusted text={source} />
            </dd>
            <dt>Last news</dt>
            <dd>
              {news.changedAt === null ? (
                'None since this page was opened'
              ) : (
                <TimeText at={news.changedAt} mode="ago" />
              )}
            </dd>
          </dl>
        </Popover>
      </span>
      {quiet === null ? null : (
        <span
          data-follows
          className={`${MARK} bg-wait-soft px-1.5 text-wait`}
          title="The run is in progress, but nothing new has come of it for this long"
        >
          Stalled for {wholeTime(quiet)}
        </span>
      )}
    </>
  );
}
