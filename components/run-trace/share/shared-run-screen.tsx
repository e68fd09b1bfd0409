'use client';

import { useMemo } from 'react';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { Page } from '#lib/domain/page.ts';
import type { KeptTrace, RunTrace } from '#lib/domain/run-trace.ts';
import type { SnapshotFacts } from '#lib/domain/share.ts';
import type { Step } from '#lib/domain/step.ts';
import { ms } from '#lib/domain/time.ts';
import { Recipient } from '../../status/audience.ts';
import { WithheldImages } from '../../ui/withheld-images.ts';
import { RunTraceScreen } from '../run-trace-screen.tsx';
import { PageClock } from '../use-now.ts';
import { RedactionMarks } from './redaction-marks.tsx';
import { ShareBanner } from './share-banner.tsx';

/**
 * A run as a recipient sees it: the screen of its owner over a frozen copy. Nothing of it goes on, and its clock stands where
 * the copy was taken.
 */
export function SharedRunScreen({
  access: given,
  snapshot,
  trace,
  lastPage,
}: {
  access: TraceAccess;
  snapshot: SnapshotFacts;
  trace: RunTrace;
  lastPage: Page<Step> | null;
}) {
  const { takenAt, redaction } = snapshot;
  const leftOut = redaction.classes;
  const access = useMemo(() => ({ ...given, leftOut }), [given, leftOut]);
  const frozen = useMemo(() => ({ ...trace, kept: frozenAt(takenAt) }), [trace, takenAt]);
  const banner = useMemo(() => <ShareBanner snapshot={snapshot} />, [snapshot]);
  return (
    <Recipient value>
      <PageClock value={takenAt}>
        <WithheldImages value={leftOut.includes('images') ? 'Images were left out by who shared this run.' : null}>
          <RunTraceScreen
            key={access.cacheKey}
            access={access}
            trace={frozen}
            lastPage={lastPage}
            now={takenAt}
            banner={banner}
          />
        </WithheldImages>
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
