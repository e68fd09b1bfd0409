import { Check, Minus, X } from 'lucide';
import type { CapabilityState } from '#lib/domain/source.ts';
import { Icon } from '../ui/icon.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { CAPABILITY_WORDS, stateWords } from './source-words.ts';

const LOOKS = {
  available: { icon: Check, ink: 'text-ok' },
  missing: { icon: X, ink: 'text-fail' },
  unknown: { icon: Minus, ink: 'text-ink-3' },
};

/** What a source was found to be able to do, by the calls that were made to it. */
export function CapabilityList({ capabilities }: { capabilities: readonly CapabilityState[] }) {
  return (
    <div className="border-t border-line px-3 py-2">
      <h3 className="pb-1 text-meta text-ink-2">What it can do</h3>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,270px),1fr))] gap-x-4 text-meta">
        {capabilities.map((one) => (
          <li key={one.name} className="flex min-w-0 items-baseline gap-2 py-0.5">
            <span className={`self-center ${LOOKS[one.state].ink}`}>
              <Icon of={LOOKS[one.state].icon} size={12} />
            </span>
            <span className="whitespace-nowrap">{CAPABILITY_WORDS[one.name]}</span>
            <span className="min-w-0 text-ink-3">
              {stateWords(one)}
              {one.until === null ? null : (
                <>
                  , tried again at <TimeText at={one.until} mode="clock" />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
