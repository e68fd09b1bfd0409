'use client';

import { use } from 'react';
import type { Run } from '#lib/domain/run.ts';
import type { LedgerPart, Phase, TimeLedger } from '#lib/domain/time-ledger.ts';
import { Recipient } from '../status/audience.ts';
import { formatCountOf } from '../ui/format.ts';
import { partPlace, type Place } from './ledger-evidence.ts';
import { phaseLabel, PHASE_LOOKS } from './phases.ts';
import { PlaceLink } from './place-link.tsx';
import { spanText } from './trace-texts.ts';
import { LedgerContext } from './use-ledger.ts';

/** The time ledger in full: lengths, what they leave open, and the steps they were made from. */
export function LedgerTable({ run }: { run: Run }) {
  const shown = use(LedgerContext);
  const recipient = use(Recipient);
  if (shown === null) return null;
  const { ledger, onOpen } = shown;
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
              {phaseLabel(part.phase, recipient)}
            </th>
            <td className="py-1.5 pr-3">{part.known ? spanText(run, part.length) : '–'}</td>
            <td className="py-1.5 pr-3">{part.known ? `${part.percent}\u202f%` : '–'}</td>
            <td className="py-1.5 text-ink-2">
              <Made part={part} ledger={ledger} onOpen={onOpen} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Made({ part, ledger, onOpen }: { part: LedgerPart; ledger: TimeLedger; onOpen: (to: Place) => void }) {
  const { steps, qualifier, phase } = part;
  // The ≈ stands with the length already.
  const note = qualifier === null || qualifier === '≈' ? '' : ` (${qualifier})`;
  if (part.length === 0 && steps.length === 0) return `nothing${note}`;
  return (
    <>
      <PlaceLink to={partPlace(ledger, phase)} onOpen={onOpen}>
        {madeOf(steps.length, phase)}
      </PlaceLink>
      {note}
    </>
  );
}

function madeOf(steps: number, phase: Phase): string {
  if (steps > 0) return formatCountOf(steps, 'step');
  return phase === 'queue' ? 'creation to start' : 'stretches that no step covers';
}
