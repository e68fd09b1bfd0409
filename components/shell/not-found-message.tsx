import Link from 'next/link';
import type { ReactNode } from 'react';
import { routes } from '#lib/contract/routes.ts';
import { OpenByIdButton } from '../omnibox/open-by-id-button.tsx';
import { buttonClass } from '../ui/button.tsx';
import { PageMessage } from './page-message.tsx';

/** Says that nothing is at an address, and offers the ways on. */
export function NotFoundMessage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <PageMessage
      title={title}
      actions={
        <>
          <OpenByIdButton />
          <Link href={routes.runs()} prefetch={false} className={buttonClass()}>
            All runs
          </Link>
        </>
      }
    >
      {children}
    </PageMessage>
  );
}
