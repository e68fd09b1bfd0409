'use client';

import { lazy, Suspense, useContext } from 'react';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Selection } from '../use-selection.ts';
import { ReplayContext } from './replay-context.ts';

const ReplayBar = lazy(async () => ({ default: (await import('./replay-bar.tsx')).ReplayBar }));

/** The player where the run is replayed, or why it is not although the address asks for it; nothing otherwise. */
export function ReplaySlot({ selection }: { selection: Selection }) {
  const replay = useContext(ReplayContext);
  if (replay === null) return null;
  const leave = <Button onClick={() => selection.setReplay(null)}>Leave the replay</Button>;
  switch (replay.kind) {
    case 'playing':
      return (
        <Suspense>
          <ReplayBar showing={replay} selection={selection} />
        </Suspense>
      );
    case 'loading':
      return (
        <Notice tone="info" action={leave}>
          Reading the recording. Until then the run is shown as it is.
        </Notice>
      );
    case 'none':
      return (
        <Notice tone="info" action={leave}>
          No stream of this run was recorded, so there is nothing to replay.
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="fail" action={<Button onClick={replay.again}>Try again</Button>}>
          The recording could not be read. {replay.error.message}
        </Notice>
      );
  }
}
