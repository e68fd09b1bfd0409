'use client';

import { runName, useRunNews, useTransport } from '#lib/client/live-state.ts';
import type { Run } from '#lib/domain/run.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { Notice } from '../ui/notice.tsx';

/** Why a run that goes on is not followed as it could be; nothing while its events arrive. */
export function LiveNotice({ run }: { run: Run }) {
  const { mode, why } = useTransport();
  const { problem } = useRunNews(runName(run.source, run.key));
  if (mode === 'unreachable') {
    return (
      <Notice key={mode} tone="warn">
        The connection to the Runlens server was lost; it is tried again. What you see is from before.
      </Notice>
    );
  }
  if (mode === 'polling') {
    return (
      <Notice key={mode} tone="info">
        Events cannot be had, so this page asks every 2 seconds. <span className="text-ink-2">{why}</span>
      </Notice>
    );
  }
  return problem === null ? null : (
    <Notice key="problem" tone="warn">
      The run is not followed at the moment; it is asked again. <Untrusted text={problem} />
    </Notice>
  );
}
