'use client';

import { PageBroke } from '#components/shell/page-broke.tsx';

/** Shown in place of a shared run that broke: its reader has no other runs to go to. */
export default function SharedRunBroke({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageBroke error={error} retry={retry} />;
}
