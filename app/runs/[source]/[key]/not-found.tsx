import type { Metadata } from 'next';
import { MissingIdLater } from '#components/omnibox/missing-id-later.tsx';
import { NotFoundMessage } from '#components/shell/not-found-message.tsx';

export const metadata: Metadata = { title: 'Run not found' };

/** A run that its source does not have, a source that is not configured, or an address that is none. */
export default function RunNotFound() {
  return (
    <NotFoundMessage title="No run with this ID">
      <MissingIdLater>
        The run or its thread may have been deleted, or its source taken out of the configuration of Runlens.
      </MissingIdLater>
    </NotFoundMessage>
  );
}
