'use client';

import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { ViewerImage } from './image-viewer.tsx';

const ImageViewer = lazy(async () => ({ default: (await import('./image-viewer.tsx')).ImageViewer }));

/** The viewer for images, fetched when it is first opened: `open` shows a list from one place on; put `viewer` anywhere. */
export function useImageViewer(): {
  open: (images: readonly ViewerImage[], start: number) => void;
  viewer: ReactNode;
} {
  const [shown, setShown] = useState<{ images: readonly ViewerImage[]; start: number } | null>(null);
  return {
    open: (images, start) => setShown({ images, start }),
    viewer: shown ? (
      <Suspense fallback={null}>
        <ImageViewer images={shown.images} start={shown.start} onClose={() => setShown(null)} />
      </Suspense>
    ) : null,
  };
}
