import type { Metadata } from 'next';
import Link from 'next/link';
import { OpenByIdButton } from '#components/omnibox/open-by-id-button.tsx';
import { PageMessage } from '#components/shell/page-message.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { routes } from '#lib/contract/routes.ts';

export const metadata: Metadata = { title: 'Run not found' };

/** A run that its source does not have, a source that is not configured, or an address that is none. */
export default function RunNotFound() {
  return (
    <PageMessage
      title="This run was not found"
      actions={
        <>
          <OpenByIdButton />
          <Link href={routes.runs()} prefetch={false} className={buttonClass()}>
            All runs
          </Link>
        </>
      }
    >
      <p>
        The address names a source, a thread and a run. The source may have deleted the run or its thread, it may have
        been taken out of the configuration of Runlens, or a part of the address was lost when it was copied.
      </p>
      <p className="mt-2">Check the ids, or open the run by its thread and run id.</p>
    </PageMessage>
  );
}
