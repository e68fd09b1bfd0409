import { use } from 'react';
import type { LedgerPart, TimeLedger } from '#lib/domain/time-ledger.ts';
import { Recipient } from '../status/audience.ts';
import { formatDuration } from '../ui/format.ts';
import { partPlace, type Place } from './ledger-evidence.ts';
import { phaseLabel, PHASE_LOOKS } from './phases.ts';
import { PlaceLink } from './place-link.tsx';

const NARROW = '\u202f';

/** Where all of the time went: parts that add up to 100 %, each a link to its evidence, over one bar. */
export function LedgerView({ ledger, onOpen }: { ledger: TimeLedger; onOpen: (to: Place) => void }) {
  const recipient = use(Recipient);
  if (ledger.kind === 'none') {
    return (
      <p role="group" aria-label="Time ledger" className="flex-1 self-center py-[9px] text-meta text-ink-3">
        {ledger.text}
      </p>
    );
  }
  const { parts } = ledger;
  return (
    <div
      role="group"
      aria-label="Time ledger"
      className="min-w-min flex-1 py-[9px] max-[62.5rem]:order-first max-[62.5rem]:min-w-0 max-desk:col-span-full"
    >
      <ul className="-my-1 flex gap-x-3.5 gap-y-1 py-1 max-[73.75rem]:gap-x-2 max-[62.5rem]:flex-wrap text-micro whitespace-nowrap text-ink-2">
        {parts.map((part) => (
          <li key={part.phase}>
            <PlaceLink
              to={partPlace(ledger, part.phase)}
              onOpen={onOpen}
              title={titleOf(part, phaseLabel(part.phase, recipient))}
              className="tap inline-flex items-center gap-[5px] rounded-chip hover:text-ink"
            >
              <i aria-hidden className={`size-2 flex-none rounded-bar ${PHASE_LOOKS[part.phase]}`} />
              {phaseLabel(part.phase, recipient)}
              <span className="font-medium text-ink">{shareOf(part)}</span>
            </PlaceLink>
          </li>
        ))}
      </ul>
      <div aria-hidden className="mt-[3px] flex h-2 gap-px overflow-hidden rounded-bar max-desk:h-3">
        {parts
          .filter((part) => part.length > 0)
          .map(({ phase, length }) => (
            <i
              key={phase}
              className={`block h-full min-w-[3px] ${PHASE_LOOKS[phase]}`}
              style={{ flex: `${length} 1 0` }}
            />
          ))}
      </div>
    </div>
  );
}

function shareOf({ known, approximate, percent }: LedgerPart): string {
  return known ? `${approximate ? '≈' : ''}${percent}${NARROW}%` : '–';
}

function titleOf({ known, length, approximate, qualifier }: LedgerPart, name: string): string {
  if (!known) return `${name}: ${qualifier ?? 'the source does not tell'}`;
  const figure = `${name}: ${formatDuration(length, { approximate })}`;
  // The ≈ stands with the length already.
  const more = qualifier?.replace(/^≈(, )?/, '').trim() ?? '';
  return more === '' ? figure : `${figure}, ${more}`;
}
