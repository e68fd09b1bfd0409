import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { MissingAddress } from '#components/shell/missing-address.tsx';
import { PAGE_HEADER } from '#lib/server/auth/page-header.ts';
import { missingSource } from '#lib/server/sources/missing-source.ts';

export const metadata: Metadata = { title: 'Run not found' };

/** A run that its source does not have, a source that is not configured, or an address that is none. */
export default async function RunNotFound() {
  const path = (await headers()).get(PAGE_HEADER) ?? '';
  return (
    <MissingAddress title="No run with this ID" missing={missingSource(path)}>
      The run or its thread may have been deleted.
    </MissingAddress>
  );
}
