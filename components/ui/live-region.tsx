'use client';

import { useSyncExternalStore } from 'react';
import { type Said, lastSaid, onSaid } from './announcer.ts';
import { currentToast, onToast } from './toast.ts';

const SILENT: Said = { text: '', place: 0 };

/** The one polite live region of the page, and the toast that shows what was done. */
export function LiveRegion() {
  const { text, place } = useSyncExternalStore(onSaid, lastSaid, () => SILENT);
  const shown = useSyncExternalStore(onToast, currentToast, () => null);
  return (
    <>
      <div role="status" className="sr-only">
        <span key={place}>{text}</span>
      </div>
      {shown === null ? null : (
        <div aria-hidden className="pointer-events-none fixed inset-x-0 bottom-11 z-40 grid justify-items-center">
          <span className="max-w-[calc(100vw-32px)] truncate rounded-control bg-raised px-3 py-1.5 text-ink shadow-pop">
            <bdi>{shown}</bdi>
          </span>
        </div>
      )}
    </>
  );
}
