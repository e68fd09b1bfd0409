import type { Metadata } from 'next';
import Link from 'next/link';
import { OpenByIdButton } from '#components/omnibox/open-by-id-button.tsx';
import { PageMessage } from '#components/shell/page-message.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { routes } from '#lib/contract/routes.ts';

export const metadata: Metadata = { title: 'Not found' };

/** Answer to an address that leads to nothing. */
export default function NotFoundPage() {
  return (
    <PageMessage
      title="Nothing is at this address"
      actions={
        <>
          <OpenByIdButton />
          <Link href={routes.runs()} prefetch={false} className={buttonClass()}>
            All runs
          </Link>
        </>
      }
    >
      The run or thread may have been deleted by its source, or the address was cut off when it was copied. Open it by
      its id, or look for it in the list.
    </PageMessage>
  );
}
