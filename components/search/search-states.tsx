import { toApiError } from '#lib/client/api-error.ts';
import type { SearchParams } from '#lib/contract/search-params.ts';
import { StatusGlyph } from '../status/status.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

const FORMS = [
  { form: 'refund order', does: 'both words, anywhere in the same run or message' },
  { form: '“rate limit”', does: 'the words one after the other' },
  { form: 'quot*', does: 'words that begin like this' },
];

/** Before anything is searched for. */
export function HowToSearch() {
  return (
    <EmptyState title="Search in all archived runs">
      <p>Messages, instructions, code, logs, arguments, outputs, search results and error texts.</p>
      <dl className="mx-auto mt-3 grid w-fit grid-cols-[auto_auto] gap-x-4 gap-y-1 text-left text-meta">
        {FORMS.map(({ form, does }) => (
          <div key={form} className="contents">
            <dt className="font-mono text-ink">{form}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </EmptyState>
  );
}

/** Where nothing was found: what was looked for, and what to change. `said`: why there is nothing to look in. */
export function NoHits({
  params,
  onChange,
  said,
}: {
  params: SearchParams;
  onChange: (params: SearchParams) => void;
  said?: string;
}) {
  const limited = params.status.length > 0 || params.source.length > 0 || params.from !== null || params.to !== null;
  const widen = () => onChange({ q: params.q, status: [], source: [], from: null, to: null });
  return (
    <EmptyState
      title={`Nothing found for “${params.q}”`}
      actions={limited ? <Button onClick={widen}>Search in all runs</Button> : null}
    >
      {said === undefined ? (
        <>
          {limited ? 'Only some runs were searched. ' : ''}
          Only runs and threads that were opened, read in the background or imported are searched. Try fewer words, or
          the beginning of one with a star: <span className="font-mono text-ink">{beginning(params.q)}</span>
        </>
      ) : (
        <Untrusted text={said} />
      )}
    </EmptyState>
  );
}

/** Stands where a search could not be done, with the way to try again. */
export function SearchError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { message, requestId } = toApiError(error);
  return (
    <EmptyState
      title="The search could not be done"
      icon={<StatusGlyph status="failed" size={22} />}
      actions={<Button onClick={onRetry}>Try again</Button>}
    >
      <p>
        <Untrusted text={message} />
      </p>
      {requestId ? <p className="mt-2 font-mono text-meta text-ink-3">request {requestId}</p> : null}
    </EmptyState>
  );
}

/** Hits that are on their way. */
export function HitSkeleton() {
  return (
    <div aria-busy className="bg-panel">
      <p className="sr-only">Searching</p>
      {['w-[52%]', 'w-[68%]', 'w-[44%]', 'w-[60%]', 'w-[72%]'].map((width) => (
        <div key={width} aria-hidden className="grid gap-3 border-b border-line px-gutter py-3.5">
          <Skeleton className="w-[30%]" />
          <Skeleton className={`ml-[26px] ${width}`} />
          <Skeleton className={`ml-[26px] ${width}`} />
        </div>
      ))}
    </div>
  );
}

/** The longest word of a text without its last third, with a star. */
function beginning(text: string): string {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '');
  return `${longest.slice(0, Math.max(3, Math.ceil(longest.length * 0.66)))}*`;
}
