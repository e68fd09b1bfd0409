import Link from 'next/link';
import { MissingIdLater } from '#components/omnibox/missing-id-later.tsx';
import { OpenByIdButton } from '#components/omnibox/open-by-id-button.tsx';
import { PageMessage } from '#components/shell/page-message.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { routes } from '#lib/contract/routes.ts';

/** Answer for a thread that its source does not have. */
export default function ThreadNotFound() {
  return (
    <PageMessage
      title="No thread with this ID"
      actions={
        <>
          <OpenByIdButton />
          <Link href={routes.runs()} prefetch={false} className={buttonClass()}>
            All runs
          </Link>
        </>
      }
    >
      <MissingIdLater>
        It may have been deleted, or its source taken out of the configuration of Runlens.
      </MissingIdLater>
    </PageMessage>
  );
}
