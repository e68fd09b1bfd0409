'use client';

import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { ViewerImage } from './image-viewer.tsx';

const ImageViewer = lazy(async () => ({ default: (await import('./image-viewer.tsx')).ImageViewer }));

/**
 * The viewer for a list of images, fetched when it is first opened. Put `viewer` anywhere; `open` shows the image with that
 * address, or it alone where the list does not have it.
 */
export function useImageViewer(images: readonly ViewerImage[]): {
  open: (image: ViewerImage) => void;
  viewer: ReactNode;
} {
  const [shown, setShown] = useState<{ images: readonly ViewerImage[]; start: number } | null>(null);
  return {
    open: (image) => {
      const start = images.findIndex((each) => each.src === image.src);
      setShown(start === -1 ? { images: [image], start: 0 } : { images, start });
    },
    viewer: shown ? (
      <Suspense fallback={null}>
        <ImageViewer images={shown.images} start={shown.start} onClose={() => setShown(null)} />
      </Suspense>
    ) : null,
  };
}
