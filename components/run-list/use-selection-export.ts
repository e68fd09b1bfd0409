'use client';

import { useRef, useState } from 'react';
import { type ApiError, toApiError } from '#lib/client/api-error.ts';
import type { ExportFormat } from '#lib/domain/export-format.ts';
import { announce } from '../ui/announcer.ts';
import { formatBytes, formatCountOf } from '../ui/format.ts';
import { toast } from '../ui/toast.ts';
import { runOfId } from './run-id.ts';

/** An export under way, or how the last one failed. */
export type ExportProgress =
  | { state: 'idle' }
  | { state: 'running'; count: number; bytes: number }
  | { state: 'failed'; error: ApiError; format: ExportFormat; ids: ReadonlySet<string> };

/** The bytes received are shown anew at most so often, in ms. */
const EVERY = 200;

/** Exports the selected runs as one file, one export at a time. */
export function useSelectionExport(selected: ReadonlySet<string>) {
  const [progress, setProgress] = useState<ExportProgress>({ state: 'idle' });
  const under = useRef<AbortController | null>(null);

  const start = async (format: ExportFormat, ids: ReadonlySet<string>) => {
    if (under.current || ids.size === 0) return;
    const stop = new AbortController();
    under.current = stop;
    const runs = [...ids].map(runOfId);
    const count = runs.length;
    setProgress({ state: 'running', count, bytes: 0 });
    announce(`Exporting ${formatCountOf(count, 'run')}`, 'export');
    let shown = 0;
    const onBytes = (bytes: number) => {
      if (Date.now() - shown < EVERY) return;
      shown = Date.now();
      setProgress({ state: 'running', count, bytes });
    };
    try {
      const [{ fetchExport }, { saveFile }] = await Promise.all([
        import('#lib/client/fetch-export.ts'),
        import('../export/save-file.ts'),
      ]);
      const file = await fetchExport({ runs, format, signal: stop.signal, onBytes });
      saveFile(file);
      setProgress({ state: 'idle' });
      toast(`Exported ${formatCountOf(count, 'run')}, ${formatBytes(file.size)}`);
    } catch (error) {
      if (stop.signal.aborted) {
        setProgress({ state: 'idle' });
        toast('The export was cancelled');
      } else {
        setProgress({ state: 'failed', error: toApiError(error), format, ids });
        announce('The export failed', 'export');
      }
    } finally {
      under.current = null;
    }
  };
  return {
    progress,
    start: (format: ExportFormat) => void start(format, selected),
    /** Tries the export that failed once more, with the runs that were selected for it. */
    again: () => {
      if (progress.state === 'failed') void start(progress.format, progress.ids);
    },
    cancel: () => under.current?.abort(),
    forget: () => setProgress({ state: 'idle' }),
  };
}

export type SelectionExport = ReturnType<typeof useSelectionExport>;
