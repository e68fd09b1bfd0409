import { ChevronRight } from 'lucide';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { formatRunListParams, DEFAULT_RUN_LIST } from '#lib/contract/run-list-params.ts';
import { routes } from '#lib/contract/routes.ts';
import type { Json } from '#lib/domain/json.ts';
import type { Thread } from '#lib/domain/thread.ts';
import { JsonTree } from '../json/json-tree.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { buttonClass } from '../ui/button.tsx';
import { CopyableId } from '../ui/copyable-id.tsx';
import { Folded, placeName, Within } from '../ui/disclosure.tsx';
import { Icon } from '../ui/icon.tsx';
import { TimeText } from '../ui/time-text.tsx';

/** Id, source, creation and metadata of a thread. `thread` is undefined while, or where, it cannot be read. */
export function ThreadHead({
  source,
  sourceName,
  id,
  thread,
  children,
}: {
  source: string;
  sourceName: string;
  id: string;
  thread: Thread | undefined;
  /** What can be done with the thread. */
  children?: ReactNode;
}) {
  const inList = formatRunListParams({ ...DEFAULT_RUN_LIST, source: [source], thread: id });
  return (
    <header className="border-b border-line bg-panel">
      <div className="flex min-h-[46px] flex-wrap items-center gap-x-3 gap-y-1 px-gutter py-2">
        <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-2">
          <Link href={routes.runs()} prefetch={false} className="py-0.5 text-ink-2 hover:text-ink">
            Runs
          </Link>
          <Icon of={ChevronRight} size={12} className="text-ink-3" />
          <h1 className="min-w-0">
            <span className="sr-only">Thread </span>
            <CopyableId id={id} />
          </h1>
        </nav>
        <span className="text-ink-2">
          <Untrusted text={sourceName} />
        </span>
        {thread?.createdAt ? (
          <span className="text-ink-2">
            created <TimeText at={thread.createdAt} mode="full" />
          </span>
        ) : null}
        <span className="flex-1" />
        <Link href={routes.runs(inList)} prefetch={false} className={`${buttonClass('default', 'sm')} tap`}>
          Its runs in the list
        </Link>
        {children}
      </div>
      {thread ? (
        <div className="flex flex-wrap gap-x-6 gap-y-1 px-gutter pb-2 empty:hidden">
          <Within name="thread">
            <FoldedValue label="Metadata" value={thread.metadata} />
            <FoldedValue label="Tool resources" value={thread.toolResources} />
            <FoldedValue label="Other fields" value={thread.extra} />
          </Within>
        </div>
      ) : null}
    </header>
  );
}

function FoldedValue({ label, value }: { label: string; value: Json }) {
  if (value === null || typeof value !== 'object' || Object.keys(value).length === 0) return null;
  return (
    <Folded
      name={placeName(label)}
      title={`${label} (${Object.keys(value).length})`}
      look="min-w-0 text-meta open:basis-full"
      titleLook="w-max cursor-pointer py-[3px] text-ink-2 hover:text-ink"
      always
    >
      <div className="mb-1 overflow-hidden rounded-control border border-line">
        <JsonTree value={value} label={label} />
      </div>
    </Folded>
  );
}
