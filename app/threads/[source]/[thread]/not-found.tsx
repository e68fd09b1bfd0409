import { MissingIdLater } from '#components/omnibox/missing-id-later.tsx';
import { NotFoundMessage } from '#components/shell/not-found-message.tsx';

/** Answer for a thread that its source does not have. */
export default function ThreadNotFound() {
  return (
    <NotFoundMessage title="No thread with this ID">
      <MissingIdLater>
        It may have been deleted, or its source taken out of the configuration of Runlens.
      </MissingIdLater>
    </NotFoundMessage>
  );
}
