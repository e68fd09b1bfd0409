'use client';

import { use } from 'react';
import type { Run } from '#lib/domain/run.ts';
import type { RowTarget } from '#lib/domain/step-tree.ts';
import type { LedgerPart } from '#lib/domain/time-ledger.ts';
import { formatCount } from '../ui/format.ts';
import { evidenceOf } from './ledger-evidence.ts';
import { PHASE_LABELS, PHASE_LOOKS } from './phases.ts';
import { RowLink } from './row-link.tsx';
import { spanText } from './trace-texts.ts';
import { LedgerContext } from './use-ledger.ts';

/** The time ledger in full: lengths, what they leave open, and the steps they were made from. */
export function LedgerTable({ run }: { run: Run }) {
  const shown = use(LedgerContext);
  if (shown === null) return null;
  const { ledger, onSelect } = shown;
  if (ledger.kind === 'none') return <p className="text-meta text-ink-2">{ledger.text}.</p>;
  return (
    <table className="w-full text-meta">
      <caption className="pb-1.5 text-left text-ui font-medium text-ink">
        Where the time went{ledger.soFar ? ' so far' : ''}
      </caption>
      <thead>
        <tr className="border-b border-line text-left text-micro text-ink-3">
          {['Part', 'Length', 'Share', 'Made from'].map((name) => (
            <th key={name} scope="col" className="py-1.5 pr-3 font-medium">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ledger.parts.map((part) => (
          <tr key={part.phase} className="border-b border-line align-top">
            <th scope="row" className="py-1.5 pr-3 text-left font-normal">
              <i aria-hidden className={`mr-1.5 inline-block size-2 rounded-bar ${PHASE_LOOKS[part.phase]}`} />
              {PHASE_LABELS[part.phase]}
            </th>
            <td className="py-1.5 pr-3">{part.known ? spanText(run, part.length) : '–'}</td>
            <td className="py-1.5 pr-3">{part.known ? `${part.percent}\u202f%` : '–'}</td>
            <td className="py-1.5 text-ink-2">
              <Made part={part} onSelect={onSelect} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Made({ part, onSelect }: { part: LedgerPart; onSelect: (target: RowTarget) => void }) {
  const { steps, qualifier } = part;
  // The ≈ stands with the length already.
  const note = qualifier === null || qualifier === '≈' ? '' : ` (${qualifier})`;
  if (steps.length === 0) return `${part.length > 0 ? 'stretches that no step covers' : 'nothing'}${note}`;
  return (
    <>
      <RowLink target={{ step: evidenceOf(part), call: null }} onSelect={onSelect}>
        {`${formatCount(steps.length)} step${steps.length === 1 ? '' : 's'}`}
      </RowLink>
      {note}
    </>
  );
}
