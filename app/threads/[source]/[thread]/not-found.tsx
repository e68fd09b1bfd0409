import { headers } from 'next/headers';
import { MissingAddress } from '#components/shell/missing-address.tsx';
import { PAGE_HEADER } from '#lib/server/auth/page-header.ts';
import { missingSource } from '#lib/server/sources/missing-source.ts';

/** Answer for a thread that its source does not have, or whose source is not configured. */
export default async function ThreadNotFound() {
  const path = (await headers()).get(PAGE_HEADER) ?? '';
  return (
    <MissingAddress title="No thread with this ID" missing={missingSource(path)}>
      It may have been deleted.
    </MissingAddress>
  );
}
