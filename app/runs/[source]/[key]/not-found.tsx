import type { Metadata } from 'next';
import Link from 'next/link';
import { MissingIdLater } from '#components/omnibox/missing-id-later.tsx';
import { OpenByIdButton } from '#components/omnibox/open-by-id-button.tsx';
import { PageMessage } from '#components/shell/page-message.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { routes } from '#lib/contract/routes.ts';

export const metadata: Metadata = { title: 'Run not found' };

/** A run that its source does not have, a source that is not configured, or an address that is none. */
export default function RunNotFound() {
  return (
    <PageMessage
      title="No run with this ID"
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
        The run or its thread may have been deleted, or its source taken out of the configuration of Runlens.
      </MissingIdLater>
    </PageMessage>
  );
}
