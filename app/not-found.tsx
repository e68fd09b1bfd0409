import type { Metadata } from 'next';
import { NotFoundMessage } from '#components/shell/not-found-message.tsx';

export const metadata: Metadata = { title: 'Not found' };

/** Answer to an address that leads to nothing. */
export default function NotFoundPage() {
  return (
    <NotFoundMessage title="Nothing is at this address">
      The run or thread may have been deleted by its source, or the address was cut off when it was copied. Open it by
      its ID, or look for it in the list.
    </NotFoundMessage>
  );
}
