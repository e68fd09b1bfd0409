'use client';

import Link from 'next/link';
import { routes } from '#lib/contract/routes.ts';
import { shortId } from '#lib/domain/ids.ts';
import { isTerminal, type Run } from '#lib/domain/run.ts';
import { runLength } from '#lib/domain/run-length.ts';
import { runReason } from '#lib/domain/run-reason.ts';
import { StatusBadge } from '../status/status.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { formatDuration, formatTokens } from '../ui/format.ts';
import { useThreadClock } from './thread-clock.ts';

const TONES = { fail: 'text-fail', wait: 'text-wait', idle: 'text-idle' };

/** A run in its place in the conversation: how it stands, how long it took, and the way to it. */
export function RunEntry({ run }: { run: Run }) {
  const now = useThreadClock(!isTerminal(run) && !run.left);
  const reason = runReason(run, now);
  const who = run.assistantName ?? run.assistantId;
  const tokens = run.usage?.totalTokens ?? null;
  return (
    <article
      aria-label={`Run ${run.id}`}
      className="relative flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 rounded-card border border-line bg-panel px-3 py-2 hover:bg-hover"
    >
      <StatusBadge status={run.status} />
      <Link
        href={routes.run(run.source, run.key)}
        prefetch={false}
        title={run.id}
        className="font-mono text-meta tracking-[-0.02em] after:absolute after:inset-0 after:rounded-card"
      >
        <Untrusted text={shortId(run.id)} />
      </Link>
      {who === null ? null : (
        <span className="max-w-[200px] truncate text-ink-2">
          <Untrusted text={who} />
        </span>
      )}
      {run.model === null ? null : (
        <span className="max-w-[160px] truncate text-ink-2">
          <Untrusted text={run.model} />
        </span>
      )}
      {reason ? (
        <span className={`max-w-full truncate ${TONES[reason.tone]} ${reason.code ? 'font-mono text-meta' : ''}`}>
          <Untrusted text={reason.text} />
        </span>
      ) : null}
      <span className="ml-auto flex gap-3 text-ink-2">
        {tokens === null ? null : <span>{formatTokens(tokens)} tokens</span>}
        <span>{formatDuration(runLength(run, now), { approximate: run.timeResolution >= 1000 })}</span>
      </span>
    </article>
  );
}
