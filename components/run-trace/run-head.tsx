import { ChevronRight } from 'lucide';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useListOf } from '#lib/client/opened-list.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { routes } from '#lib/contract/routes.ts';
import { shortId } from '#lib/domain/ids.ts';
import type { Run } from '#lib/domain/run.ts';
import type { KeptTrace } from '#lib/domain/run-trace.ts';
import { StatusBadge } from '../status/status.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { CopyableId } from '../ui/copyable-id.tsx';
import { Icon } from '../ui/icon.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { KeptMark } from './kept-mark.tsx';

const STEP = <Icon of={ChevronRight} size={12} className="text-ink-3" />;

/** Where the run belongs, its id, how it stands, `live` how it is followed, and when it began; `children` stand at the right. */
export function RunHead({
  run,
  kept,
  access,
  live,
  children,
}: {
  run: Run;
  kept: KeptTrace | null;
  access: TraceAccess;
  live?: ReactNode;
  children?: ReactNode;
}) {
  // What may be done to a run that goes on takes much of the room of what is said of it.
  const crowded = Boolean(live && access.operate);
  const [wide, narrow, dated] = crowded
    ? ['max-[95rem]:hidden', 'min-[95.01rem]:hidden', 'desk:max-[95rem]:hidden']
    : ['max-[73.75rem]:hidden', 'min-[73.76rem]:hidden', 'desk:max-[73.75rem]:hidden'];
  return (
    <div className="group/head flex min-h-[46px] flex-none flex-wrap items-center gap-x-2 gap-y-1 py-2 pr-3 pl-gutter max-desk:gap-x-1.5 max-desk:gap-y-1.5 max-desk:after:basis-full">
      <nav aria-label="Breadcrumb" className="flex min-w-0 flex-wrap items-center gap-2">
        <ListCrumb run={run} access={access} />
        <ThreadCrumb run={run} access={access} />
        <h1 className="-mr-1.5 flex min-w-0 items-center">
          <span className="sr-only">Run </span>
          {access.shared ? (
            <CopyableId id={run.id} />
          ) : (
            <CopyableId
              id={run.id}
              display={shortId(run.id)}
              link={
                <>
                  <Untrusted text={run.id} className={`min-w-0 wrap-anywhere ${wide}`} />
                  <Untrusted text={shortId(run.id)} title={run.id} className={`min-w-0 wrap-anywhere ${narrow}`} />
                </>
              }
            />
          )}
        </h1>
      </nav>
      <StatusBadge status={run.status} />
      {live}
      <KeptMark kept={kept} />
      {run.createdAt === null ? null : (
        // Narrower windows have no room for it beside the views, and less with the button of a replay or many words before it. On
        // phones it stands among the figures of the run where there are buttons here.
        <span
          className={`text-ink-2 ${access.exportPath === null ? '' : 'max-desk:hidden'} group-has-data-replay/head:desk:max-[87.5rem]:hidden group-has-data-replay/head:group-has-data-gone/head:desk:max-[95rem]:hidden ${dated}`}
        >
          {live ? 'Started ' : null}
          <TimeText at={run.createdAt} mode={live ? 'ago' : 'full'} />
        </span>
      )}
      {children ? (
        // In narrower windows buttons with an icon go without their word, so that the head stays one line. On phones the last line
        // is for the views and the first button, as `children` have them once the page works; what follows the head ends the one before.
        <span className="ml-auto flex items-center gap-2 max-desk:contents max-desk:[&>[data-first],&>[role=group]]:order-1 max-desk:[&>[data-first],&>[role=group]]:-mt-1.5 desk:max-[73.75rem]:gap-1.5 max-[73.75rem]:[&_[data-word]]:sr-only max-desk:[&_[data-word]+svg]:hidden">
          {children}
        </span>
      ) : null}
    </div>
  );
}

/** The way back to the list, with the filter and order that the run was opened with. */
function ListCrumb({ run, access }: { run: Run; access: TraceAccess }) {
  const list = useListOf(routes.run(run.source, run.key));
  if (!access.listHref) return null;
  return (
    <>
      <Link
        href={list === null ? access.listHref : routes.runs(list)}
        prefetch={false}
        className="tap text-ink-2 hover:text-ink"
      >
        Runs
      </Link>
      {STEP}
    </>
  );
}

function ThreadCrumb({ run, access }: { run: Run; access: TraceAccess }) {
  const { threadId } = run;
  if (threadId === null || access.shared) return null;
  const href = access.threadHref?.(threadId);
  return (
    <>
      <span className="-mr-1.5 flex min-w-0">
        <CopyableId id={threadId} display={shortId(threadId)} link={href && <ThreadLink id={threadId} href={href} />} />
      </span>
      {STEP}
    </>
  );
}

function ThreadLink({ id, href }: { id: string; href: string }) {
  return (
    <Link href={href} prefetch={false} title="Open the thread" className="tap hover:text-accent hover:underline">
      <span className="sr-only">Open thread </span>
      <Untrusted text={shortId(id)} />
    </Link>
  );
}
