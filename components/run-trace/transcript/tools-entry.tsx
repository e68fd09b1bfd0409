'use client';

import { imagesOfCall } from '#lib/domain/call-images.ts';
import { isStepFailed, isStepTerminal, type Step } from '#lib/domain/step.ts';
import { callName, callResult } from '#lib/domain/step-title.ts';
import type { ToolCall } from '#lib/domain/tool-call.ts';
import { toolIcon } from '../../tool-calls/tool-looks.ts';
import { Button } from '../../ui/button.tsx';
import { useShownCount, Within } from '../../ui/disclosure.tsx';
import { formatCount } from '../../ui/format.ts';
import { spanText, stepLength } from '../trace-texts.ts';
import { CallCard } from './call-card.tsx';
import { callLine } from './call-line.ts';
import { OpenCall } from './open-call.tsx';
import { Thumbnails } from './thumbnails.tsx';
import { isSelected, type TranscriptView } from './transcript-view.ts';
import { WaitLine } from './wait-line.tsx';
import { waitingOf } from './waiting.ts';

/** Cards drawn at once for a step of very many calls. */
const CARDS = 40;

/** The tools that a step called, each as a card, and how long their outputs were waited for. */
export function ToolsEntry({ step, view }: { step: Step; view: TranscriptView }) {
  const { run, now } = view.facts;
  const [more, setMore] = useShownCount('calls', CARDS);
  const { target } = view.selection;
  const asked = target.step === step.id ? (target.call ?? 0) : 0;
  const shown = Math.max(more, asked + 1);
  const waiting = waitingOf(step, run, now);
  const length = spanText(run, stepLength(step, run, now));
  const many = step.calls.length > 1;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      {step.calls.length === 0 ? (
        <p className="text-ink-2">The source has not said which tools this step calls.</p>
      ) : null}
      {step.calls.slice(0, shown).map((call, place) => (
        <Call
          key={place}
          step={step}
          place={place}
          call={call}
          length={many || waiting || length === '–' ? null : length}
          view={view}
        />
      ))}
      {step.calls.length > shown ? (
        <Button onClick={() => setMore(shown + CARDS)}>
          Show {formatCount(Math.min(CARDS, step.calls.length - shown))} more of{' '}
          {formatCount(step.calls.length - shown)} calls
        </Button>
      ) : null}
      {many && !waiting && length !== '–' ? <p className="text-meta text-ink-3">{length} for all of them</p> : null}
      {waiting ? <WaitLine waiting={waiting} /> : null}
    </div>
  );
}

function Call({
  step,
  place,
  call,
  length,
  view,
}: {
  step: Step;
  place: number;
  call: ToolCall;
  length: string | null;
  view: TranscriptView;
}) {
  const target = { step: step.id, call: place };
  const open = view.isOpen(target);
  const images = imagesOfCall(call);
  const result = [callResult(call, !isStepTerminal(step)), view.guide?.citedWords(step.id, place)]
    .filter(Boolean)
    .join(', ');
  return (
    <div className="min-w-0">
      <CallCard
        line={{
          icon: toolIcon(call),
          name: callName(call),
          subject: callLine(step, call),
          result: [result, length].filter(Boolean).join(' · '),
        }}
        look={isStepFailed(step) ? 'bad' : isSelected(view, step.id, place) ? 'selected' : 'plain'}
        open={open}
        onToggle={() => view.toggle(target)}
      >
        <Within name={String(place + 1)}>
          <OpenCall step={step} place={place} view={view} />
        </Within>
      </CallCard>
      {!open && images.length > 0 ? <Thumbnails files={images} context={view.call} /> : null}
    </div>
  );
}
