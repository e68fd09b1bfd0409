'use client';

import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Selection } from '../use-selection.ts';
import { ReplayBar } from './replay-bar.tsx';
import type { ReplayState } from './replay-context.ts';

/** The player where the run is replayed, or why it is not although the address asks for it. */
export function ReplayPlace({ replay, selection }: { replay: ReplayState; selection: Selection }) {
  const leave = <Button onClick={() => selection.setReplay(null)}>Leave the replay</Button>;
  switch (replay.kind) {
    case 'playing':
      return <ReplayBar showing={replay} selection={selection} />;
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
