'use client';

import { ImageOff } from 'lucide';
import { Button } from './button.tsx';
import { type ImageState, stateOfImage } from './image-facts.ts';
import { Icon } from './icon.tsx';
import { MissingImage } from './missing-image.tsx';
import type { useZoom } from './use-zoom.ts';

/** An image that can be zoomed and dragged, on white paper; says so when it cannot be loaded. */
export function ImageStage({
  src,
  alt,
  shown,
  onShown,
  zooming,
}: {
  src: string;
  alt: string;
  shown: ImageState;
  onShown: (shown: ImageState) => void;
  zooming: ReturnType<typeof useZoom>;
}) {
  const { zoom, ref, pointer } = zooming;
  if (shown.state === 'missing') {
    return (
      <div
        role="alert"
        className="grid min-h-0 flex-1 place-content-center justify-items-center gap-3 bg-inset p-6 text-ui"
      >
        <Icon of={ImageOff} className="text-ink-3" />
        <MissingImage src={src} />
        <Button size="sm" onClick={() => onShown({ state: 'loading' })}>
          Try again
        </Button>
      </div>
    );
  }
  return (
    <div
      ref={ref}
      {...pointer}
      onDoubleClick={zooming.toggle}
      className="relative min-h-0 flex-1 cursor-grab touch-none overflow-hidden bg-inset select-none active:cursor-grabbing"
    >
      <img
        src={src}
        alt={alt}
        draggable={false}
        onLoad={(event) => onShown(stateOfImage(event.currentTarget))}
        onError={() => onShown({ state: 'missing' })}
        style={{ transform: `translate(-50%, -50%) translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})` }}
        className="absolute top-1/2 left-1/2 max-w-none bg-white"
      />
    </div>
  );
}
