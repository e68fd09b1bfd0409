import type { TimeLedger } from '#lib/domain/time-ledger.ts';
import type { VerdictPart } from '#lib/domain/verdict-parts.ts';
import { StatusGlyph } from '../status/status.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { partPlace, type Place, stepPlace } from './ledger-evidence.ts';
import { PlaceLink } from './place-link.tsx';

/** What happened and where the time went, in one sentence whose steps and shares lead to their evidence. */
export function VerdictLine({
  status,
  verdict,
  ledger,
  onOpen,
}: {
  status: string;
  verdict: readonly VerdictPart[];
  ledger: TimeLedger;
  onOpen: (to: Place) => void;
}) {
  return (
    <p className="flex items-start gap-2.5 px-gutter pt-0.5 pb-3.5 text-lead font-medium tracking-[-0.014em] text-pretty text-ink">
      <span className="flex h-6 flex-none items-center">
        <StatusGlyph status={status} size={20} silent />
      </span>
      <span className="min-w-0 break-words">
        {verdict.map((part, i) => (
          // Parts have no ids; the sentence is written anew as a whole.
          // oxlint-disable-next-line react/no-array-index-key
          <Part key={i} part={part} ledger={ledger} onOpen={onOpen} />
        ))}
      </span>
    </p>
  );
}

function Part({ part, ledger, onOpen }: { part: VerdictPart; ledger: TimeLedger; onOpen: (to: Place) => void }) {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return (
        <code className="font-mono text-[0.9em]">
          <Untrusted text={part.text} />
        </code>
      );
    case 'quote':
      return (
        <q>
          <Untrusted text={part.text} />
        </q>
      );
    case 'step':
      return (
        <PlaceLink to={stepPlace(part.step)} onOpen={onOpen}>
          {part.text}
        </PlaceLink>
      );
    case 'phase':
      return (
        <PlaceLink to={partPlace(ledger, part.phase)} onOpen={onOpen}>
          {part.text}
        </PlaceLink>
      );
  }
}
