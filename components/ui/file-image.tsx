'use client';

import { Download, ImageOff, Maximize2 } from 'lucide';
import { type ReactNode, use, useState } from 'react';
import { Untrusted } from './bidi.tsx';
import { Block } from './block.tsx';
import { Button, buttonClass, IconButton } from './button.tsx';
import { formatBytes } from './format.ts';
import { Icon } from './icon.tsx';
import { type ImageState, rememberTransfers, stateOfImage } from './image-facts.ts';
import { MissingImage } from './missing-image.tsx';
import { useImageViewer } from './use-image-viewer.tsx';
import { WithheldImages } from './withheld-images.ts';

rememberTransfers();

/** A picture by its address, with size, viewer and download; says so when the source no longer has it. */
export function FileImage({
  src,
  fileId,
  short,
  name,
  alt,
  onOpen,
}: {
  src: string;
  fileId: string;
  /** Its id as it is shown. */
  short: string;
  /** Its file name where it is known. */
  name: string | null;
  alt: string;
  /** Opens it among others; alone in a viewer of its own where that is absent. */
  onOpen?: ((fileId: string) => void) | undefined;
}) {
  const [shown, setShown] = useState<ImageState>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const { open, viewer } = useImageViewer(onOpen);
  const withheld = use(WithheldImages);
  const openThis = () => open({ src, fileId, label: name ?? fileId });
  // An image of server-rendered HTML may be done before React listens to it; one that seems broken then is asked for again,
  // because browsers also call an image complete whose loading has not begun.
  const settle = (image: HTMLImageElement | null) => {
    if (!image?.complete || shown.state !== 'loading') return;
    if (image.naturalWidth > 0) setShown(stateOfImage(image));
    else if (attempt === 0) setAttempt(1);
  };
  return (
    <Block
      title="Image"
      note={
        <>
          {name === null ? null : (
            <>
              <Untrusted text={name} /> ·{' '}
            </>
          )}
          <span className="font-mono tracking-[-0.02em]" title={short === fileId ? undefined : fileId}>
            <Untrusted text={short} />
          </span>
          {shown.state === 'loaded' ? ` · ${shown.width} × ${shown.height}` : null}
          {shown.state === 'loaded' && shown.bytes !== null ? `, ${formatBytes(shown.bytes)}` : null}
        </>
      }
      actions={
        shown.state === 'missing' || withheld ? null : (
          <>
            <IconButton size="sm" label={`Open image ${name ?? fileId} in the viewer`} onClick={openThis}>
              <Icon of={Maximize2} size={14} />
            </IconButton>
            <a
              href={src}
              download={name ?? fileId}
              aria-label={`Download image ${name ?? fileId}`}
              title="Download"
              className={`${buttonClass('ghost', 'sm')} w-6 px-0!`}
            >
              <Icon of={Download} size={14} />
            </a>
          </>
        )
      }
    >
      {withheld ? (
        <Instead>{withheld}</Instead>
      ) : shown.state === 'missing' ? (
        <Instead>
          <MissingImage src={src} />
          <Button
            size="sm"
            onClick={() => {
              setAttempt(attempt + 1);
              setShown({ state: 'loading' });
            }}
          >
            Try again
          </Button>
        </Instead>
      ) : (
        // White paper in both themes: charts are drawn for it. The button above is the keyboard's way to the same.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
        <div className="grid min-h-16 cursor-zoom-in place-items-center bg-white" onClick={openThis}>
          <img
            key={attempt}
            ref={settle}
            src={src}
            alt={alt}
            loading="lazy"
            decoding="async"
            onLoad={(event) => setShown(stateOfImage(event.currentTarget))}
            onError={() => setShown({ state: 'missing' })}
            className="block h-auto max-w-full"
          />
        </div>
      )}
      {viewer}
    </Block>
  );
}

function Instead({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-2.5 bg-inset px-3 py-4 text-meta text-ink-2">
      <Icon of={ImageOff} />
      {children}
    </div>
  );
}
