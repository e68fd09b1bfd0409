'use client';

import Link, { useLinkStatus } from 'next/link';
import { rememberList } from '#lib/client/opened-list.ts';
import { routes } from '#lib/contract/routes.ts';
import { shortId } from '#lib/domain/ids.ts';
import { isTerminal, type Run } from '#lib/domain/run.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { formatCount, formatDuration, formatTokens } from '../ui/format.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { useListView, useNow, useRowSummary } from './list-view.ts';
import { PhaseBar } from './phase-bar.tsx';
import { runLength } from '#lib/domain/run-length.ts';
import { runReason } from '#lib/domain/run-reason.ts';

/** Text above the link that covers the row, so that its title can be read; the grid hands a press on it to the link. */
const ABOVE = 'relative z-1';
const NONE = <span className="text-ink-3">–</span>;

/** The id as a link to the run; it covers the whole row. The run's page goes on to its neighbours in this list. */
export function RunLink({ run }: { run: Run }) {
  const { query } = useListView();
  const href = routes.run(run.source, run.key);
  return (
    <Link
      href={href}
      onClick={() => rememberList(href, query)}
      prefetch={false}
      tabIndex={-1}
      title={run.id}
      className="block truncate font-mono text-meta tracking-[-0.02em] after:absolute after:inset-0"
    >
      <Untrusted text={shortId(run.id)} />
      <LinkProgress />
    </Link>
  );
}

/** A run of a slow source opens late: its row pulses until then. */
function LinkProgress() {
  const { pending } = useLinkStatus();
  return pending ? <span className="absolute inset-0 animate-pulse bg-accent-soft opacity-60" /> : null;
}

/** The assistant's name, its id where the name is not known. */
export function AssistantCell({ run }: { run: Run }) {
  const name = run.assistantName ?? run.assistantId;
  return name === null ? NONE : <Untrusted text={name} />;
}

/** The user's message that the run answers, read in the background. */
export function MessageCell() {
  const { pending, summary } = useRowSummary();
  if (summary?.firstMessage) return <Untrusted text={summary.firstMessage} />;
  return pending ? <Skeleton className="w-3/5" /> : NONE;
}

/** The model in the source's words. */
export function ModelCell({ run }: { run: Run }) {
  return run.model === null ? NONE : <Untrusted text={run.model} />;
}

/** The name of the source; its id where it is configured no more. */
export function SourceCell({ run }: { run: Run }) {
  const { sourceNames } = useListView();
  return <Untrusted text={sourceNames.get(run.source) ?? run.source} />;
}

/** How long ago the run was created; the instant when pointed at. */
export function StartedCell({ run }: { run: Run }) {
  if (run.createdAt === null) return NONE;
  return (
    <span className={ABOVE}>
      <TimeText at={run.createdAt} mode="ago" />
    </span>
  );
}

/** Length and phase bar. Times known to the second only are marked ≈. */
export function DurationCell({ run }: { run: Run }) {
  const { scale } = useListView();
  const { summary } = useRowSummary();
  const growing = !isTerminal(run) && !run.left;
  const length = runLength(run, useNow(growing));
  const phases = summary?.phases ?? [];
  const whole = { phase: run.status === 'queued' ? ('queue' as const) : ('unaccounted' as const), length: length ?? 0 };
  return (
    <div className="grid grid-cols-[minmax(70px,max-content)_minmax(0,1fr)] items-center gap-2.5 max-desk:grid-cols-[auto_minmax(0,1fr)]">
      <span
        className="text-right whitespace-nowrap"
        title={run.left ? 'It had not ended when it was last seen' : undefined}
      >
        {formatDuration(length, { approximate: run.timeResolution >= 1000 })}
      </span>
      {length === null ? null : (
        <PhaseBar parts={phases.length > 0 ? phases : [whole]} length={length} scale={scale} growing={growing} />
      )}
    </div>
  );
}

/** Steps read; `500+` where there are more. */
export function StepsCell() {
  const { pending, summary } = useRowSummary();
  if (!summary || summary.steps === null) return pending ? <Skeleton className="ml-auto w-4" /> : NONE;
  return `${formatCount(summary.steps)}${summary.stepsComplete ? '' : '+'}`;
}

/** Tokens used in all; in and out when pointed at. */
export function TokensCell({ run }: { run: Run }) {
  const total = run.usage?.totalTokens ?? null;
  if (total === null) return NONE;
  const { inputTokens, outputTokens } = run.usage ?? {};
  return (
    <span className={ABOVE} title={`${formatCount(inputTokens)} in, ${formatCount(outputTokens)} out`}>
      {formatTokens(total)}
    </span>
  );
}

/** Stands for the cost: no source tells prices. */
export function CostCell() {
  return (
    <span className={`${ABOVE} text-ink-3`} title="No prices are known yet, so no cost is estimated">
      –
    </span>
  );
}

const TONES = { fail: 'text-fail', wait: 'text-wait', idle: 'text-idle' };

/** Why the run ended as it did, or what it waits for. */
export function ReasonCell({ run }: { run: Run }) {
  const now = useNow(run.status === 'requires_action' && !run.left);
  const reason = runReason(run, now);
  if (!reason) return <span className="sr-only">None</span>;
  return (
    <span
      className={`${ABOVE} inline-block max-w-full truncate align-bottom ${TONES[reason.tone]} ${reason.code ? 'font-mono tracking-[-0.02em]' : ''}`}
      title={reason.detail ?? reason.text}
    >
      <Untrusted text={reason.text} />
    </span>
  );
}
