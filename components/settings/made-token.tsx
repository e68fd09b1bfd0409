'use client';

import { useEffect, useRef } from 'react';
import { apiPaths } from '#lib/contract/api-paths.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { useHydrated } from '../ui/hydrated.ts';

/** A token that was made just now, the only time that it can be seen. */
export function MadeToken({ token, onDone }: { token: string; onDone: () => void }) {
  const box = useRef<HTMLElement>(null);
  const origin = useHydrated() ? window.location.origin : '';
  // Outside React: the focus goes to what has to be copied now.
  useEffect(() => box.current?.focus(), [token]);
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-label="New access token"
      className="grid gap-2 rounded-card border border-accent-line bg-accent-soft p-3 outline-offset-2"
    >
      <p>
        <b className="font-medium">Copy this token now.</b> Runlens keeps a hash of it and cannot show it again.
      </p>
      <p className="flex items-center gap-2 rounded-control border border-line-strong bg-panel px-2 py-1 font-mono text-meta wrap-anywhere">
        <span className="min-w-0 flex-1">{token}</span>
        <CopyButton text={token} label="Copy the token" what="the token" />
      </p>
      <p className="text-meta text-ink-2">
        Send it as <code className="font-mono">Authorization: Bearer …</code>, for example{' '}
        <code className="font-mono wrap-anywhere">
          curl -H &quot;Authorization: Bearer $TOKEN&quot; {origin}
          {apiPaths.runs('')}
        </code>
      </p>
      <div>
        <Button onClick={onDone} className="pointer-coarse:h-11">
          I have copied it
        </Button>
      </div>
    </section>
  );
}
