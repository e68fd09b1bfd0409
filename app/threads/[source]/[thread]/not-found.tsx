import Link from 'next/link';
import { OpenByIdButton } from '#components/omnibox/open-by-id-button.tsx';
import { PageMessage } from '#components/shell/page-message.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { routes } from '#lib/contract/routes.ts';

/** Answer for a thread that its source does not have. */
export default function ThreadNotFound() {
  return (
    <PageMessage
      title="No thread with this id"
      actions={
        <>
          <OpenByIdButton />
          <Link href={routes.runs()} prefetch={false} className={buttonClass()}>
            All runs
          </Link>
        </>
      }
    >
      The source has no such thread, or no such source is configured. The thread may have been deleted, or its id cut
      off when it was copied.
    </PageMessage>
  );
}
