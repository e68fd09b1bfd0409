import { textHead } from '#lib/domain/text-head.ts';
import type { Step } from '#lib/domain/step.ts';
import { StatusGlyph } from '../../status/status.tsx';
import { SpelledText, Untrusted } from '../../ui/bidi.tsx';

/** Why a step failed, on one line, `brief` without the source's words; its detail in the timeline says it in full. */
export function Fault({ step, brief }: { step: Step; brief: boolean }) {
  const { lastError } = step;
  return (
    <p className="mt-1.5 flex min-w-0 items-center gap-2 text-meta text-fail">
      <StatusGlyph status="failed" size={14} />
      <span className="min-w-0 truncate">
        {lastError?.code ? (
          <span className="font-mono font-medium">
            <Untrusted text={lastError.code} />
          </span>
        ) : (
          'No error given'
        )}
        {lastError?.message && !brief ? (
          <span className="text-ink-2">
            {' '}
            <SpelledText text={textHead(lastError.message, 300)} />
          </span>
        ) : null}
      </span>
    </p>
  );
}
