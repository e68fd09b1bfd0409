'use client';

import { Download, ImageOff, Maximize2 } from 'lucide-react';
import { useState } from 'react';
import { Untrusted } from './bidi.tsx';
import { Block } from './block.tsx';
import { Button, buttonClass } from './button.tsx';
import { formatBytes } from './format.ts';
import { Icon } from './icon.tsx';

type Shown =
  | { state: 'loading' | 'missing' }
  | { state: 'loaded'; width: number; height: number; bytes: number | null };

/** A picture by its address, with size, full view and download; says so when the source no longer has it. */
export function FileImage({
  src,
  fileId,
  name,
  alt,
}: {
  src: string;
  fileId: string;
  /** Its file name where it is known. */
  name: string | null;
  alt: string;
}) {
  const [shown, setShown] = useState<Shown>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  // An image of server-rendered HTML may be done before React listens to it; one that seems broken then is asked for again,
  // because browsers also call an image complete whose loading has not begun.
  const settle = (image: HTMLImageElement | null) => {
    if (!image?.complete || shown.state !== 'loading') return;
    if (image.naturalWidth > 0) setShown(stateOf(image));
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
          <span className="font-mono tracking-[-0.02em]">
            <Untrusted text={fileId} />
          </span>
          {shown.state === 'loaded' ? ` · ${shown.width} × ${shown.height}` : null}
          {shown.state === 'loaded' && shown.bytes !== null ? `, ${formatBytes(shown.bytes)}` : null}
        </>
      }
      actions={
        shown.state === 'missing' ? null : (
          <>
            <a
              href={src}
              target="_blank"
              rel="noopener noreferrer"
              aria-label={`Open image ${name ?? fileId} in full size`}
              title="Full size"
              className={`${buttonClass('ghost', 'sm')} w-6 px-0!`}
            >
              <Icon of={Maximize2} size={14} />
            </a>
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
      {shown.state === 'missing' ? (
        <div className="flex flex-wrap items-center gap-2.5 bg-inset px-3 py-4 text-meta text-ink-2">
          <Icon of={ImageOff} />
          <p className="min-w-0 flex-1">
            This image cannot be loaded. Sources delete the files of a run after a while, and this one may be gone.
          </p>
          <Button
            size="sm"
            onClick={() => {
              setAttempt(attempt + 1);
              setShown({ state: 'loading' });
            }}
          >
            Try again
          </Button>
        </div>
      ) : (
        // White paper in both themes: charts are drawn for it.
        <div className="grid min-h-16 place-items-center bg-white">
          <img
            key={attempt}
            ref={settle}
            src={src}
            alt={alt}
            loading="lazy"
            decoding="async"
            onLoad={(event) => setShown(stateOf(event.currentTarget))}
            onError={() => setShown({ state: 'missing' })}
            className="block h-auto max-w-full"
          />
        </div>
      )}
    </Block>
  );
}

function stateOf(image: HTMLImageElement): Shown {
  if (image.naturalWidth === 0) return { state: 'missing' };
  const timing = performance.getEntriesByName(image.currentSrc || image.src)[0];
  const bytes = timing && 'decodedBodySize' in timing ? Number(timing.decodedBodySize) : 0;
  return { state: 'loaded', width: image.naturalWidth, height: image.naturalHeight, bytes: bytes > 0 ? bytes : null };
}
