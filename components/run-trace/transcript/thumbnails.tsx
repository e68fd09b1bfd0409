'use client';

import { ImageOff } from 'lucide';
import { use, useState } from 'react';
import { useHydrated } from '../../ui/hydrated.ts';
import type { ToolCallContext } from '../../tool-calls/renderer.ts';
import { Icon } from '../../ui/icon.tsx';
import { useImageViewer } from '../../ui/use-image-viewer.tsx';
import { WithheldImages } from '../../ui/withheld-images.ts';

/** More images than this are counted. */
const SHOWN = 6;

/** Images that a call made, small; each opens in the viewer. Their boxes keep one height, whatever loads. */
export function Thumbnails({
  files,
  context: { fileUrl, openImage },
}: {
  files: readonly string[];
  context: Pick<ToolCallContext, 'fileUrl' | 'openImage'>;
}) {
  const { open, viewer } = useImageViewer(openImage);
  const withheld = use(WithheldImages);
  if (withheld) {
    return (
      <p className="mt-1.5 flex items-center gap-2 text-meta text-ink-2">
        <Icon of={ImageOff} /> {withheld}
      </p>
    );
  }
  return (
    <>
      <ul aria-label="Images" className="mt-1.5 flex h-[132px] gap-1.5 overflow-hidden">
        {files.slice(0, SHOWN).map((file, i) => (
          <li key={`${i} ${file}`} className="min-w-0">
            <Thumbnail
              key={file}
              file={file}
              src={fileUrl(file)}
              onOpen={() => open({ src: fileUrl(file), fileId: file, label: file })}
            />
          </li>
        ))}
        {files.length > SHOWN ? (
          <li className="self-center px-2 text-meta whitespace-nowrap text-ink-2">{files.length - SHOWN} more</li>
        ) : null}
      </ul>
      {viewer}
    </>
  );
}

function Thumbnail({ file, src, onOpen }: { file: string; src: string; onOpen: () => void }) {
  const [missing, setMissing] = useState(false);
  // An image in the server's HTML could fail before anybody listens to it.
  const browser = useHydrated();
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label={missing ? `Image ${file}, cannot be loaded` : `Open image ${file} in the viewer`}
      className="grid h-[132px] max-w-full cursor-pointer place-items-center overflow-hidden rounded-card border border-line hover:border-line-strong"
    >
      {missing ? (
        <span className="flex items-center gap-2 px-4 text-meta text-ink-2">
          <Icon of={ImageOff} /> This image cannot be loaded
        </span>
      ) : browser ? (
        // White paper in both themes: charts are drawn for it.
        <img
          src={src}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setMissing(true)}
          className="block h-[130px] w-auto max-w-full bg-white object-contain"
        />
      ) : null}
    </button>
  );
}
