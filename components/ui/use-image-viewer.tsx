'use client';

import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { ViewerImage } from './image-viewer.tsx';

const ImageViewer = lazy(async () => ({ default: (await import('./image-viewer.tsx')).ImageViewer }));

/**
 * The viewer for one image, fetched when it is first opened; put `viewer` anywhere. With `onOpen` whoever shows the image opens
 * it, as one among others.
 */
export function useImageViewer(onOpen?: (fileId: string) => void): {
  open: (image: ViewerImage) => void;
  viewer: ReactNode;
} {
  const [image, setImage] = useState<ViewerImage | null>(null);
  return {
    open: (next) => (onOpen ? onOpen(next.fileId) : setImage(next)),
    viewer: image ? (
      <Suspense fallback={null}>
        <ImageViewer images={[image]} shown={image.fileId} onClose={() => setImage(null)} />
      </Suspense>
    ) : null,
  };
}
