'use client';

import Link from 'next/link';
import { routes } from '#lib/contract/routes.ts';
import { type ImportRefusal, type ImportReport, tooOld } from '#lib/domain/import.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { Block } from '../ui/block.tsx';
import { buttonClass } from '../ui/button.tsx';
import { formatCount, formatCountOf } from '../ui/format.ts';

/** Runs that are listed; all of them are in the list of runs. */
const LISTED = 100;

/** What came of an import: what was understood, kept as raw, and refused, with the runs. */
export function ImportReportView({ report }: { report: ImportReport }) {
  const { runs, moreRuns, expiring = 0, understood, raw, refused, moreRefused } = report;
  const all = runs.length + moreRuns;
  const [only] = runs;
  return (
    <section aria-label="Report" className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="text-lead font-semibold tracking-[-0.012em]">Import finished</h2>
        <p className="min-w-0 flex-1 text-ink-2 max-desk:order-last max-desk:basis-full">
          {formatCountOf(understood, 'object')} understood in {formatCountOf(all, 'run')}
          {raw > 0 ? `, ${formatCount(raw)} kept as raw` : ''}
          {refused.length > 0 ? (
            <>
              , <b className="font-medium text-fail">{formatCount(refused.length + moreRefused)} refused</b>
            </>
          ) : null}
        </p>
        <Link
          href={all === 1 && only ? routes.run(only.source, only.key) : routes.runs()}
          prefetch={false}
          className={buttonClass('primary')}
        >
          {all === 1 ? 'Open the run' : 'Show all runs'}
        </Link>
      </div>
      {expiring > 0 ? (
        <p className="text-meta text-wait">
          {formatCountOf(expiring, 'run')} {tooOld(expiring)}
        </p>
      ) : null}
      {raw > 0 ? (
        <p className="text-meta text-ink-2">
          Raw are objects of protocols that Runlens does not read yet. They are kept as they are.
        </p>
      ) : null}
      {refused.length > 0 ? <Refused refused={refused} more={moreRefused} /> : null}
      {all > 1 ? (
        <Block title="Runs" note={all > LISTED ? `the first ${LISTED} of ${formatCount(all)}` : formatCount(all)}>
          <ul className="max-h-[360px] overflow-auto py-1">
            {runs.slice(0, LISTED).map(({ source, key }) => (
              <li key={`${source} ${key}`}>
                <Link
                  href={routes.run(source, key)}
                  prefetch={false}
                  className="block truncate px-[11px] py-[3px] font-mono text-meta tracking-[-0.02em] hover:bg-hover pointer-coarse:py-3"
                >
                  <Untrusted text={key} />
                </Link>
              </li>
            ))}
          </ul>
        </Block>
      ) : null}
    </section>
  );
}

function Refused({ refused, more }: { refused: readonly ImportRefusal[]; more: number }) {
  return (
    <Block title="Refused" note="nothing of these files was kept">
      <ul className="max-h-[360px] overflow-auto py-1">
        {refused.map(({ file, at, why }) => (
          <li key={file} className="grid gap-x-3 px-[11px] py-1 text-meta desk:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
            <span className="min-w-0 font-mono tracking-[-0.02em] wrap-anywhere">
              <Untrusted text={file} />
            </span>
            <span className="min-w-0 wrap-anywhere text-ink-2">
              {at === '' ? null : <span className="text-fail">{at}: </span>}
              <Untrusted text={why} />
            </span>
          </li>
        ))}
        {more > 0 ? <li className="px-[11px] py-1 text-meta text-ink-2">and {formatCount(more)} more</li> : null}
      </ul>
    </Block>
  );
}
