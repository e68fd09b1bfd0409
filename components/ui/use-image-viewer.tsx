'use client';

import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { ViewerImage } from './image-viewer.tsx';

const ImageViewer = lazy(async () => ({ default: (await import('./image-viewer.tsx')).ImageViewer }));

/** Images that belong together, in order, and the address of a file's bytes. */
export interface Gallery {
  fileUrl: (fileId: string) => string;
  images?: (() => readonly { fileId: string; label: string }[]) | undefined;
}

/**
 * The viewer for images, fetched when it is first opened; put `viewer` anywhere. `open` shows an image among those of its
 * gallery, or alone where it is not one of them.
 */
export function useImageViewer(): { open: (image: ViewerImage, gallery?: Gallery) => void; viewer: ReactNode } {
  const [shown, setShown] = useState<{ images: readonly ViewerImage[]; start: number } | null>(null);
  return {
    open: (image, gallery) => {
      const all = gallery?.images?.().map((each) => ({ ...each, src: gallery.fileUrl(each.fileId) })) ?? [];
      const start = all.findIndex((each) => each.fileId === image.fileId);
      setShown(start === -1 ? { images: [image], start: 0 } : { images: all, start });
    },
    viewer: shown ? (
      <Suspense fallback={null}>
        <ImageViewer images={shown.images} start={shown.start} onClose={() => setShown(null)} />
      </Suspense>
    ) : null,
  };
}
