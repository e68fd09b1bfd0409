import { toApiError } from '#lib/client/api-error.ts';
import { Button } from '../ui/button.tsx';
import { CopyableId } from '../ui/copyable-id.tsx';
import { Notice } from '../ui/notice.tsx';

/** What could not be read, why, and the way to try again. */
export function Problem({ title, error, retry }: { title: string; error: Error; retry?: () => void }) {
  const { message, requestId } = toApiError(error);
  return (
    <div className="overflow-hidden rounded-card border border-line [&>*]:border-b-0">
      <Notice
        tone="fail"
        action={
          retry ? (
            <Button size="sm" onClick={retry}>
              Try again
            </Button>
          ) : undefined
        }
      >
        <p className="font-medium">{title}</p>
        <p className="text-ink-2">{message}</p>
        {requestId ? (
          <p className="text-ink-2">
            Request <CopyableId id={requestId} />
          </p>
        ) : null}
      </Notice>
    </div>
  );
}
