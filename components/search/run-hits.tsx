import Link from 'next/link';
import { useSyncExternalStore } from 'react';
import { routes } from '#lib/contract/routes.ts';
import { shortId } from '#lib/domain/ids.ts';
import { runReason } from '#lib/domain/run-reason.ts';
import type { RunHits } from '#lib/domain/search-hit.ts';
import { StatusGlyph } from '../status/status.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { onEverySecond } from '../ui/clock.ts';
import { formatCountOf } from '../ui/format.ts';
import { TimeText } from '../ui/time-text.tsx';
import { HitList } from './hit-list.tsx';

const still = () => () => undefined;
const thisSecond = (): number | null => Math.floor(Date.now() / 1000) * 1000;
const notYet = (): number | null => null;

/** A run that was found: its head, then the places where the words stand, each as a link that opens there. */
export function RunHitsBlock({ found }: { found: RunHits }) {
  const { run, hits, more, complete } = found;
  const who = run.assistantName ?? run.assistantId;
  const waits = run.status === 'requires_action';
  const now = useSyncExternalStore(waits ? onEverySecond : still, thisSecond, notYet);
  // What the server draws has no clock of the reader's to say when something is due.
  const reason = waits && now === null ? null : runReason(run, now ?? 0);
  return (
    <section
      aria-label={`Run ${shortId(run.id)}`}
      className="border-b border-line bg-panel pt-2 pb-2.5 [contain-intrinsic-size:auto_120px] [content-visibility:auto]"
    >
      <h2 className="flex min-h-7 min-w-0 flex-wrap items-center gap-x-2.5 px-gutter text-meta font-normal">
        <StatusGlyph status={run.status} />
        <Link
          data-hit
          href={routes.run(run.source, run.key)}
          prefetch={false}
          title={run.id}
          className="font-mono tracking-[-0.02em] hover:underline"
        >
          <Untrusted text={shortId(run.id)} />
        </Link>
        {who === null ? null : <Untrusted text={who} />}
        <span className="min-w-0 flex-1 truncate text-ink-2 max-desk:order-last max-desk:basis-full max-desk:pl-[26px] max-desk:empty:hidden">
          {run.summary?.firstMessage ? <Untrusted text={run.summary.firstMessage} /> : null}
        </span>
        {reason ? (
          <span className={`${reason.tone === 'fail' ? 'text-fail' : 'text-ink-2'} ${reason.code ? 'font-mono' : ''}`}>
            <Untrusted text={reason.text} />
          </span>
        ) : null}
        {run.createdAt === null ? null : (
          <span className="text-ink-2">
            <TimeText at={run.createdAt} mode="ago" />
          </span>
        )}
      </h2>
      {hits.length === 0 ? (
        <p className="pl-[calc(var(--spacing-gutter)+26px)] text-meta text-ink-2">
          The words stand in the run’s IDs or names, or in a part that was not looked through.
        </p>
      ) : (
        <HitList hits={hits} />
      )}
      {more > 0 || !complete ? (
        <p className="pl-[calc(var(--spacing-gutter)+34px)] text-micro text-ink-3">
          {more > 0 ? `${formatCountOf(more, 'more place')} in this run` : ''}
          {complete ? '' : `${more > 0 ? '; ' : ''}the run is long and was looked through in part`}
        </p>
      ) : null}
    </section>
  );
}
