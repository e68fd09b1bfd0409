'use client';

import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { Icon } from './icon.tsx';
import { type ImageState, rememberTransfers, stateOfImage } from './image-facts.ts';
import type { ViewerImage } from './image-viewer.tsx';
import { useImageViewer } from './use-image-viewer.tsx';

rememberTransfers();

/** A small picture that opens in the viewer, among `images` where it is one of them. */
export function Thumbnail({ image, images = [] }: { image: ViewerImage; images?: readonly ViewerImage[] }) {
  const [shown, setShown] = useState<ImageState>({ state: 'loading' });
  const { open, viewer } = useImageViewer(images);
  // An image of server-rendered HTML may be done before React listens to it.
  const settle = (element: HTMLImageElement | null) => {
    if (element?.complete && element.naturalWidth > 0 && shown.state === 'loading') setShown(stateOfImage(element));
  };
  return (
    <>
      <button
        type="button"
        aria-label={`Open image ${image.label}${shown.state === 'missing' ? ', which cannot be loaded' : ''}`}
        title={image.label}
        onClick={() => open(image)}
        className="grid h-20 w-[120px] flex-none cursor-pointer place-items-center overflow-hidden rounded-control border border-line bg-white outline-offset-1 hover:border-line-strong"
      >
        {shown.state === 'missing' ? (
          <span className="grid size-full place-items-center gap-0.5 bg-inset p-2 text-micro text-ink-2">
            <Icon of={ImageOff} size={14} />
            not available
          </span>
        ) : (
          <img
            ref={settle}
            src={image.src}
            alt=""
            loading="lazy"
            decoding="async"
            onLoad={(event) => setShown(stateOfImage(event.currentTarget))}
            onError={() => setShown({ state: 'missing' })}
            className="max-h-full max-w-full object-contain"
          />
        )}
      </button>
      {viewer}
    </>
  );
}
