'use client';

import { ChevronLeft, ChevronRight, Download, Minus, Plus, X } from 'lucide';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Untrusted } from './bidi.tsx';
import { Button, buttonClass, IconButton } from './button.tsx';
import { formatBytes, formatCount } from './format.ts';
import { Icon } from './icon.tsx';
import type { ImageState } from './image-facts.ts';
import { ImageStage } from './image-stage.tsx';
import { type KeptZoom, useZoom } from './use-zoom.ts';

/** An image among those that can be walked through. `fileId` names the download, `label` says what it is. */
export interface ViewerImage {
  src: string;
  fileId: string;
  label: string;
}

/**
 * Images one at a time, as large as the window: fitted, at their own size or zoomed. Arrows go through all of them, Escape
 * closes. Focus begins on the button that closes, and the browser's own dialog gives it back to where it was.
 */
export function ImageViewer({
  images,
  shown: fileId,
  onShow,
  onClose,
  kept,
}: {
  images: readonly ViewerImage[];
  /** File of the image in view. */
  shown: string;
  /** Only called where there are several. */
  onShow?: (fileId: string) => void;
  onClose: () => void;
  /** Remembers how the image in view is zoomed. */
  kept?: KeptZoom;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef<HTMLButtonElement>(null);
  const name = useId();
  const at = Math.max(
    0,
    images.findIndex((each) => each.fileId === fileId),
  );
  const image = images[at];
  // Outside React: the browser's modal dialog.
  useEffect(() => {
    if (dialog.current && !dialog.current.open) dialog.current.showModal();
    // The browser would begin with the first button, which leads to another image.
    close.current?.focus();
  }, []);
  const src = image?.src ?? '';
  const [known, setKnown] = useState<{ src: string; shown: ImageState }>({ src, shown: { state: 'loading' } });
  const shown: ImageState = known.src === src ? known.shown : { state: 'loading' };
  const zooming = useZoom(src, shown.state === 'loaded' ? shown : null, kept);
  const go = (by: number) => {
    const next = images.length > 1 ? images[(at + by + images.length) % images.length] : undefined;
    if (next) onShow?.(next.fileId);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the dialog as a whole
    <dialog
      ref={dialog}
      aria-labelledby={name}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current.close();
      }}
      onKeyDown={(event) => {
        // Keys of the page behind must not act.
        event.stopPropagation();
        const does = keysOf(zooming, go)[event.key];
        if (!does || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        does();
      }}
      className="m-auto h-[calc(100dvh-48px)] max-h-none w-[calc(100vw-48px)] max-w-none overflow-hidden rounded-pop bg-raised p-0 text-ink shadow-pop backdrop:bg-black/50 max-desk:h-dvh max-desk:w-screen max-desk:rounded-none"
    >
      {image ? (
        <Picture
          image={image}
          titleId={name}
          shown={shown}
          onShown={(next) => setKnown({ src, shown: next })}
          zooming={zooming}
          close={
            <IconButton ref={close} label="Close" onClick={() => dialog.current?.close()}>
              <Icon of={X} />
            </IconButton>
          }
        >
          {images.length > 1 ? (
            <span className="flex flex-none items-center">
              <IconButton label="Previous image" onClick={() => go(-1)}>
                <Icon of={ChevronLeft} />
              </IconButton>
              <span className="text-meta whitespace-nowrap text-ink-2">
                {formatCount(at + 1)} of {formatCount(images.length)}
              </span>
              <IconButton label="Next image" onClick={() => go(1)}>
                <Icon of={ChevronRight} />
              </IconButton>
            </span>
          ) : null}
        </Picture>
      ) : null}
    </dialog>
  );
}

type Zooming = ReturnType<typeof useZoom>;

function keysOf(
  { zoomIn, zoomOut, fit, full }: Zooming,
  go: (by: number) => void,
): Partial<Record<string, () => void>> {
  const ways = { ArrowLeft: () => go(-1), ArrowRight: () => go(1) };
  return { ...ways, '+': zoomIn, '=': zoomIn, '-': zoomOut, '0': fit, '1': full };
}

function Picture({
  image,
  titleId,
  shown,
  onShown,
  zooming,
  close,
  children,
}: {
  image: ViewerImage;
  titleId: string;
  shown: ImageState;
  onShown: (shown: ImageState) => void;
  zooming: Zooming;
  close: ReactNode;
  children: ReactNode;
}) {
  const { src } = image;
  const { zoom, zoomIn, zoomOut, fit, full } = zooming;
  const percent = `${formatCount(zoom.scale * 100)}\u202f%`;
  return (
    <div className="flex h-full flex-col">
      <div className="flex min-h-[46px] flex-none flex-wrap items-center gap-x-2 gap-y-1 border-b border-line py-1 pr-2 pl-4 text-meta">
        <h2 id={titleId} className="min-w-0 truncate text-ui font-semibold">
          <Untrusted text={image.label} />
        </h2>
        <span role="status" className="min-w-0 flex-1 truncate text-ink-2">
          {shown.state === 'loaded' ? `${shown.width} × ${shown.height}` : shown.state === 'loading' ? 'Loading' : ''}
          {shown.state === 'loaded' && shown.bytes !== null ? `, ${formatBytes(shown.bytes)}` : ''}
        </span>
        <div className="flex flex-none items-center gap-x-2 max-desk:order-1 max-desk:basis-full">
          {children}
          {shown.state === 'missing' ? null : (
            <>
              <IconButton label="Zoom out" onClick={zoomOut}>
                <Icon of={Minus} />
              </IconButton>
              <span className="w-11 text-center text-ink-2 tabular-nums">
                {shown.state === 'loaded' ? percent : ''}
              </span>
              <IconButton label="Zoom in" onClick={zoomIn}>
                <Icon of={Plus} />
              </IconButton>
              <Button size="sm" aria-pressed={zooming.fits} onClick={fit} className="tap">
                Fit
              </Button>
              <Button size="sm" aria-pressed={!zooming.fits && zoom.scale === 1} onClick={full} className="tap">
                100{'\u202f'}%
              </Button>
              <a
                href={src}
                download={image.fileId}
                aria-label={`Download image ${image.label}`}
                title="Download"
                className={`${buttonClass('ghost')} w-7 px-0!`}
              >
                <Icon of={Download} />
              </a>
            </>
          )}
        </div>
        {close}
      </div>
      <ImageStage key={src} src={src} alt={image.label} shown={shown} onShown={onShown} zooming={zooming} />
    </div>
  );
}
