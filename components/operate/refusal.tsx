import type { ApiError } from '#lib/client/api-error.ts';
import { Untrusted } from '../ui/bidi.tsx';

/** Why something was not done, in the words of whoever refused it; nothing was tried again. */
export function Refusal({ error, kept }: { error: ApiError | null; kept?: string }) {
  if (!error) return null;
  return (
    <div role="alert" className="rounded-control border border-fail/40 bg-fail-soft px-3 py-2 text-ui wrap-anywhere">
      <p className="font-medium text-fail">
        <Untrusted text={error.message} />
      </p>
      <p className="text-meta text-ink-2">
        {kept ?? 'Nothing was changed here, and it was not tried again.'}
        {error.requestId === '' ? null : (
          <>
            {' '}
            Request <span className="font-mono tracking-[-0.02em]">{error.requestId}</span>
          </>
        )}
      </p>
    </div>
  );
}
