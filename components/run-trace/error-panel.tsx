import type { SourceError } from '#lib/domain/run.ts';
import { StatusGlyph } from '../status/status.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { CopyButton } from '../ui/copy-button.tsx';

/** An error in the source's own words. `of` says whose it is (`run.last_error`). */
export function ErrorPanel({ error, of }: { error: SourceError; of: string }) {
  return (
    <div
      role="group"
      aria-label="Error"
      className="grid gap-1.5 rounded-card border border-[color-mix(in_oklab,var(--color-fail)_35%,var(--color-line))] bg-fail-soft px-3.5 py-3"
    >
      <h3 className="flex items-center gap-2 font-semibold text-fail">
        <StatusGlyph status="failed" />
        <span className="min-w-0 font-mono wrap-anywhere">
          <Untrusted text={error.code ?? 'Failed without a code'} />
        </span>
        {error.message ? (
          <span className="ml-auto">
            <CopyButton text={error.message} label="Copy the message" />
          </span>
        ) : null}
      </h3>
      {error.message ? (
        <p className="font-mono text-meta wrap-anywhere whitespace-pre-wrap">{error.message}</p>
      ) : (
        <p className="text-ink-2">The source gave no message.</p>
      )}
      <p className="text-meta text-ink-2">
        What the API said in <span className="font-mono">{of}</span>.
      </p>
    </div>
  );
}
