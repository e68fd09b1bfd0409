'use client';

import { useMemo } from 'react';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { Page } from '#lib/domain/page.ts';
import type { KeptTrace, RunTrace } from '#lib/domain/run-trace.ts';
import type { SnapshotFacts } from '#lib/domain/share.ts';
import type { Step } from '#lib/domain/step.ts';
import { ms } from '#lib/domain/time.ts';
import { Recipient } from '../../status/audience.ts';
import { RunTraceScreen } from '../run-trace-screen.tsx';
import { PageClock } from '../use-now.ts';
import { RedactionMarks } from './redaction-marks.tsx';
import { ShareBanner } from './share-banner.tsx';

/**
 * A run as a recipient sees it: the screen of its owner over a frozen copy. Nothing of it goes on, and its clock stands where
 * the copy was taken.
 */
export function SharedRunScreen({
  access,
  snapshot,
  trace,
  lastPage,
}: {
  access: TraceAccess;
  snapshot: SnapshotFacts;
  trace: RunTrace;
  lastPage: Page<Step> | null;
}) {
  const { takenAt } = snapshot;
  const frozen = useMemo(() => ({ ...trace, kept: frozenAt(takenAt) }), [trace, takenAt]);
  const banner = useMemo(() => <ShareBanner snapshot={snapshot} />, [snapshot]);
  return (
    <Recipient value>
      <PageClock value={takenAt}>
        <RunTraceScreen
          key={access.cacheKey}
          access={access}
          trace={frozen}
          lastPage={lastPage}
          now={takenAt}
          banner={banner}
        />
        <RedactionMarks />
      </PageClock>
    </Recipient>
  );
}

/** There is no more of a copy than is shown, and nothing to say of where it is kept. */
function frozenAt(takenAt: number): KeptTrace {
  return {
    capturedAt: ms(takenAt),
    goneAt: null,
    whole: false,
    origin: 'view',
    runMissing: false,
    final: true,
    because: null,
  };
}
