'use client';

import { useEffect, useRef } from 'react';
import { Keycap } from '../commands/keycap.tsx';
import { ExportMenu } from '../export/export-menu.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { Button } from '../ui/button.tsx';
import { formatBytes, formatCountOf } from '../ui/format.ts';
import type { SelectionExport } from './use-selection-export.ts';

const RULE = <span aria-hidden className="h-[18px] w-px flex-none bg-line-strong" />;

/** What can be done with the selected runs, above the end of the list. */
export function SelectionBar({ count, onClear, work }: { count: number; onClear: () => void; work: SelectionExport }) {
  const { progress, start, again, cancel, forget } = work;
  const bar = useRef<HTMLDivElement>(null);
  const before = useRef(progress.state);
  // Outside React: the focus, which is lost when the button that had it goes.
  useEffect(() => {
    const changed = before.current !== progress.state;
    before.current = progress.state;
    if (changed && document.activeElement === document.body) bar.current?.querySelector('button')?.focus();
  }, [progress.state]);
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label="Selection"
      className="absolute bottom-9 left-1/2 z-30 flex min-h-11 max-w-[calc(100%-16px)] -translate-x-1/2 items-center gap-2.5 rounded-pop bg-raised py-1.5 pr-2 pl-3.5 whitespace-nowrap shadow-pop max-desk:bottom-4"
    >
      {progress.state === 'running' ? (
        <>
          <span className="font-medium">Exporting {formatCountOf(progress.count, 'run')}</span>
          <span className="min-w-[70px] text-right text-ink-2">{formatBytes(progress.bytes)}</span>
          <progress aria-label={`Exporting ${formatCountOf(progress.count, 'run')}`} className="sr-only" />
          <Button onClick={cancel} className="pointer-coarse:h-11">
            Cancel
          </Button>
        </>
      ) : progress.state === 'failed' ? (
        <>
          <p role="alert" className="min-w-0 text-fail whitespace-normal">
            <Untrusted text={progress.error.message} />
          </p>
          <Button onClick={again} className="pointer-coarse:h-11">
            Try again
          </Button>
          <Button variant="ghost" onClick={forget} className="pointer-coarse:h-11">
            Close
          </Button>
        </>
      ) : (
        <>
          <span className="font-medium">{formatCountOf(count, 'run')} selected</span>
          {RULE}
          <ExportMenu name={`Export ${formatCountOf(count, 'run')}`} variant="primary" onExport={start} />
          <Button variant="ghost" onClick={onClear} className="pointer-coarse:h-11">
            Clear{' '}
            <span className="max-desk:hidden">
              <Keycap of="Escape" />
            </span>
          </Button>
        </>
      )}
    </div>
  );
}
