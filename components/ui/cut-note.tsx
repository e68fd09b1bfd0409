'use client';

import { Button } from './button.tsx';
import { formatBytes } from './format.ts';

/** What is known of a text that was cut on its way here. */
export interface Cut {
  truncated?: boolean | undefined;
  /** Size of the whole in bytes. */
  bytes?: number | undefined;
  onLoadWhole?: (() => void) | undefined;
  loadingWhole?: boolean | undefined;
}

/** What a button says that copies a text as far as it is here. */
export function copyWords(label: string, { truncated }: Cut): { label: string; what?: string } {
  const name = label.toLowerCase();
  return truncated ? { label: `Copy the beginning of ${name}`, what: 'the beginning only' } : { label: `Copy ${name}` };
}

/** Says that only the beginning of a text is shown, how large the whole is, and offers to load it. Nothing for a whole text. */
export function CutNote({ cut }: { cut: Cut }) {
  if (!cut.truncated) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-panel px-[11px] py-1.5 text-meta">
      <span className="text-ink-2">
        Only the beginning is shown{cut.bytes === undefined ? '' : ` of ${formatBytes(cut.bytes)}`}.
      </span>
      {cut.onLoadWhole ? (
        <Button size="sm" onClick={cut.onLoadWhole} disabled={cut.loadingWhole} aria-busy={cut.loadingWhole}>
          {cut.loadingWhole ? 'Loading' : 'Load all'}
        </Button>
      ) : null}
    </div>
  );
}
