'use client';

import Link from 'next/link';
import { routes } from '#lib/contract/routes.ts';
import { shortId } from '#lib/domain/ids.ts';
import type { Run } from '#lib/domain/run.ts';
import { runReason } from '#lib/domain/run-reason.ts';
import { statusLabel } from '../status/status.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { Notice } from '../ui/notice.tsx';
import { CancelButton } from '../operate/cancel-button.tsx';
import { useThreadClock } from './thread-clock.ts';

/** Says which run keeps the thread from taking new messages and runs; `onCancelled` is there where it may be cancelled here. */
export function BlockingNotice({ run, onCancelled }: { run: Run; onCancelled: (() => void) | null }) {
  const reason = runReason(run, useThreadClock(run.status === 'requires_action'));
  return (
    <Notice
      tone={run.status === 'requires_action' ? 'warn' : 'info'}
      action={onCancelled ? <CancelButton run={run} label="Cancel it" onCancelled={onCancelled} /> : null}
    >
      <Link
        href={routes.run(run.source, run.key)}
        prefetch={false}
        title={run.id}
        className="font-mono text-meta tracking-[-0.02em] underline underline-offset-2"
      >
        <Untrusted text={shortId(run.id)} />
      </Link>{' '}
      blocks this thread: {statusLabel(run.status).toLowerCase()}
      {reason ? `, ${reason.text}` : ''}. New messages and runs are refused until it ends.
    </Notice>
  );
}
