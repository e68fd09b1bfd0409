'use client';

import Link from 'next/link';
import { PageBroke } from '#components/shell/page-broke.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { routes } from '#lib/contract/routes.ts';

/** Shown in place of a page that broke. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <PageBroke error={error} retry={retry}>
      <Link href={routes.runs()} prefetch={false} className={buttonClass()}>
        All runs
      </Link>
    </PageBroke>
  );
}
