import { ArrowRight } from 'lucide';
import type { ReactNode } from 'react';
import { textHead } from '#lib/domain/text-head.ts';
import { errorMeaning } from '#lib/domain/error-meaning.ts';
import type { Run } from '#lib/domain/run.ts';
import { callName, stepTitle } from '#lib/domain/step-title.ts';
import { isComplete, placeOf, type TraceState } from '#lib/domain/trace-state.ts';
import { failingStep } from '#lib/domain/verdict-steps.ts';
import { runVerdict } from '#lib/domain/verdict.ts';
import type { VerdictPart } from '#lib/domain/verdict-parts.ts';
import { StatusGlyph } from '../../status/status.tsx';
import { SpelledText, Untrusted } from '../../ui/bidi.tsx';
import { formatCount } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { spanText, stepLength, type TraceFacts } from '../trace-texts.ts';

/** Longer messages are cut here; the run's detail in the timeline has all of it. */
const WORDS = 1200;

/** How a run that was not completed stands or ended. `onOpen` shows a step in the timeline. */
export function EndEntry({
  state,
  facts,
  onOpen,
}: {
  state: TraceState;
  facts: TraceFacts;
  onOpen: (step: string) => void;
}) {
  const { run } = facts;
  if (run.status === 'failed') return <Failed state={state} facts={facts} onOpen={onOpen} />;
  const { steps, tail } = state;
  const parts = runVerdict(run, steps, null, {
    now: facts.now,
    left: facts.left,
    complete: isComplete(state),
    tail,
  });
  return (
    <div className="grid gap-1.5 rounded-card border border-line bg-inset px-3.5 py-3">
      <p className="flex min-w-0 items-start gap-2">
        <span className="flex h-5 items-center">
          <StatusGlyph status={run.status} />
        </span>
        <span className="min-w-0 text-pretty wrap-anywhere">
          {parts.map((part, i) => (
            <Part key={i} part={part} onOpen={onOpen} />
          ))}
        </span>
      </p>
      {run.lastError?.message ? <OwnWords text={run.lastError.message} /> : null}
    </div>
  );
}

function Part({ part, onOpen }: { part: VerdictPart; onOpen: (step: string) => void }) {
  if (part.kind === 'step') return <StepLink onOpen={() => onOpen(part.step)}>{part.text}</StepLink>;
  if (part.kind === 'text' || part.kind === 'phase') return part.text;
  if (part.kind === 'quote') return <q>{part.text}</q>;
  return (
    <span className="font-mono tracking-[-0.02em]">
      <Untrusted text={part.text} />
    </span>
  );
}

function Failed({ state, facts, onOpen }: { state: TraceState; facts: TraceFacts; onOpen: (step: string) => void }) {
  const { lastError } = facts.run;
  const meaning = errorMeaning(lastError?.code ?? null, lastError?.message ?? null);
  const step = failingStep(facts.run, { ...state, complete: isComplete(state) });
  return (
    <div className="grid gap-1.5 rounded-card border border-[color-mix(in_oklab,var(--color-fail)_35%,var(--color-line))] bg-fail-soft px-3.5 py-3">
      <p className="flex items-center gap-2 font-semibold text-fail">
        <StatusGlyph status="failed" size={14} />
        <span className="min-w-0 wrap-anywhere">
          {lastError?.code ? (
            <>
              Run failed:{' '}
              <span className="font-mono">
                <Untrusted text={lastError.code} />
              </span>
            </>
          ) : (
            'Run failed without a code'
          )}
        </span>
      </p>
      {meaning ? <p className="text-pretty">{meaning.meaning}</p> : null}
      {lastError?.message ? <OwnWords text={lastError.message} /> : null}
      {lastError === null ? <p className="text-ink-2">The source gives no error.</p> : null}
      {step ? (
        <p className="flex flex-wrap items-center gap-x-3.5 text-ink-2">
          <span className="min-w-0 wrap-anywhere">
            {stepName(state, step.id)}, <WhatItDid step={step} />
            {during(facts.run, stepLength(step, facts.run, facts.now))}
          </span>
          <StepLink onOpen={() => onOpen(step.id)}>
            Open {stepName(state, step.id).toLowerCase()} <Icon of={ArrowRight} size={12} />
          </StepLink>
        </p>
      ) : null}
    </div>
  );
}

function WhatItDid({ step }: { step: TraceState['steps'][number] }) {
  const [call, ...more] = step.calls;
  if (!call || more.length > 0) return stepTitle(step).verb.toLowerCase();
  return (
    <span className="font-mono text-meta tracking-[-0.02em]">
      <Untrusted text={callName(call)} />
    </span>
  );
}

function OwnWords({ text }: { text: string }) {
  return (
    <p className="font-mono text-meta wrap-anywhere whitespace-pre-wrap text-ink-2">
      <SpelledText text={text.length > WORDS ? `${textHead(text, WORDS)}…` : text} />
    </p>
  );
}

function StepLink({ onOpen, children }: { onOpen: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onOpen}
      className="inline-flex min-h-6 cursor-pointer items-center gap-1 font-medium text-accent hover:underline"
    >
      {children}
    </button>
  );
}

function stepName(state: TraceState, id: string): string {
  const place = placeOf(state, id);
  return place === -1 ? 'Failed step' : `Step ${formatCount(place + 1)}`;
}

function during(run: Run, length: number | null): string {
  return length === null ? '' : `, after ${spanText(run, length)}`;
}
