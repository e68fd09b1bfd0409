import Link from 'next/link';
import { formatRunListParams, type RunListParams } from '#lib/contract/run-list-params.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatTraceViewParams } from '#lib/contract/trace-view-params.ts';
import { shortId } from '#lib/domain/ids.ts';
import type { RunGroup } from '#lib/domain/run-group.ts';
import { StatusGlyph } from '../status/status.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { formatCount } from '../ui/format.ts';
import { TimeText } from '../ui/time-text.tsx';
import { CELL, NUMBER, TIME } from './group-head.tsx';

/** A group as a row. Its title leads to its runs; the newest run stands beside it. */
export function GroupCells({
  group,
  params,
  names,
}: {
  group: RunGroup;
  params: RunListParams;
  /** Names of the sources by id. */
  names: ReadonlyMap<string, string>;
}) {
  const { newest, title, id, code, tool } = group;
  const details = [
    params.group === 'thread' && title !== id ? shortId(id) : null,
    tool,
    group.source !== null && names.size > 1 ? (names.get(group.source) ?? group.source) : null,
  ].filter((word) => word !== null);
  const codeOnly = code?.replaceAll('_', ' ') === title.toLowerCase();
  return (
    <>
      <div
        role="gridcell"
        className={`${CELL} flex items-baseline gap-2 pl-gutter max-desk:col-span-2 max-desk:flex-wrap max-desk:pl-0`}
      >
        <Link
          href={routes.runs(formatRunListParams(membersOf(group, params)))}
          prefetch={false}
          tabIndex={-1}
          title={title}
          className="min-w-0 truncate text-ink after:absolute after:inset-0"
        >
          {code === null || title.startsWith(code) ? null : (
            <span
              className={`mr-2 font-mono tracking-[-0.02em] ${newest.status === 'incomplete' ? 'text-wait' : 'text-fail'}`}
            >
              <Untrusted text={code} />
            </span>
          )}
          {codeOnly ? null : (
            <span className={title === id ? 'font-mono tracking-[-0.02em]' : ''}>
              <Untrusted text={title === id ? shortId(id) : title} />
            </span>
          )}
          {title === id && newest.summary?.firstMessage ? (
            <span className="ml-2.5 text-ink-2">
              <Untrusted text={newest.summary.firstMessage} />
            </span>
          ) : null}
        </Link>
        {details.length === 0 ? null : (
          <span className="max-w-[40%] flex-none truncate text-ink-3 max-mid:hidden" title={details.join(', ')}>
            <Untrusted text={details.join(', ')} />
          </span>
        )}
      </div>
      <div role="gridcell" className={NUMBER}>
        {formatCount(group.count)}
        {group.whole ? '' : '+'}
      </div>
      <div role="gridcell" className={`${NUMBER} ${group.failed > 0 ? 'text-fail' : 'text-ink-3'}`}>
        {formatCount(group.failed)}
      </div>
      <div role="gridcell" className={`${TIME} text-ink-2`}>
        <span className="relative z-1">
          <TimeText at={group.firstSeen} mode="ago" />
        </span>
      </div>
      <div role="gridcell" className={`${TIME} text-ink-2`}>
        <span className="relative z-1">
          <TimeText at={group.lastSeen} mode="ago" />
        </span>
      </div>
      <div role="gridcell" className={`${CELL} flex items-center gap-2 max-desk:col-start-1`}>
        <StatusGlyph status={newest.status} size={14} />
        <Link
          href={routes.run(newest.source, newest.key, stepQuery(group.stepId))}
          prefetch={false}
          tabIndex={-1}
          title={newest.id}
          className="relative z-1 truncate font-mono tracking-[-0.02em] hover:underline"
        >
          <Untrusted text={shortId(newest.id)} />
        </Link>
      </div>
      <div role="gridcell" className="text-right whitespace-nowrap text-ink-2 desk:hidden">
        {formatCount(group.count)}
        {group.whole ? '' : '+'} {group.count === 1 ? 'run' : 'runs'}
        {group.failed > 0 ? <span className="text-fail">, {formatCount(group.failed)} failed</span> : null}
      </div>
    </>
  );
}

/** The list of the runs of a group. */
function membersOf(group: RunGroup, params: RunListParams): RunListParams {
  const list = { ...params, group: 'none' as const };
  if (params.group === 'failure') return { ...list, fingerprint: group.id };
  return { ...list, thread: group.id, source: group.source === null ? params.source : [group.source] };
}

function stepQuery(step: string | null): string {
  return step === null ? '' : formatTraceViewParams({ step, call: null, tab: 'rendered' });
}
