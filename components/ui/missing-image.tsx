'use client';

import { useEffect, useState } from 'react';

/** What the server answers to a request for a file that did not load as an image. */
type Answer = { there: true; isImage: boolean } | { there: false; said: string };

/** What to say of an image that does not load: that its file is none, or is gone, in the words of the server. */
export function MissingImage({ src }: { src: string }) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  // Outside React: the server. An image that does not load does not say why.
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      const found = await answerOf(src, stop.signal).catch(() => null);
      if (!stop.signal.aborted) setAnswer(found);
    };
    void ask();
    return () => stop.abort();
  }, [src]);
  return answer?.there ? (
    <p className="min-w-0 flex-1 text-ink-2">
      {answer.isImage
        ? 'This image is there, but the browser cannot read it.'
        : 'This file is not an image that can be shown: only PNG, JPEG, GIF and WebP are.'}{' '}
      <a href={src} download className="text-accent underline underline-offset-2">
        Download it
      </a>
    </p>
  ) : (
    <p className="min-w-0 flex-1 text-ink-2">
      This image cannot be loaded. Sources delete the files of a run after a while, and this one may be gone.
      {answer ? <span className="mt-1 block wrap-anywhere text-ink-3">{answer.said}</span> : null}
    </p>
  );
}

/** Of a file that is there only the beginning of the answer is read. Null where the server does not say anything. */
async function answerOf(src: string, signal: AbortSignal): Promise<Answer | null> {
  const response = await fetch(src, { signal });
  if (response.ok) {
    await response.body?.cancel();
    return { there: true, isImage: response.headers.get('content-type')?.startsWith('image/') ?? false };
  }
  const body = (await response.json()) as { error?: { message?: unknown } } | null;
  const said = body?.error?.message;
  return typeof said === 'string' ? { there: false, said } : null;
}
