'use client';

import { Bot } from 'lucide';
import type { Run } from '#lib/domain/run.ts';
import type { Step } from '#lib/domain/step.ts';
import { isStepFailed } from '#lib/domain/step.ts';
import { StatusGlyph } from '../../status/status.tsx';
import { Untrusted } from '../../ui/bidi.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MessageBlock } from '../message-block.tsx';
import { stepIcon } from '../row-icon.ts';
import { spanText, stepLength, titleOf } from '../trace-texts.ts';
import { CallCard } from './call-card.tsx';
import { Fault } from './fault.tsx';
import { OpenCall } from './open-call.tsx';
import { ToolsEntry } from './tools-entry.tsx';
import { isSelected, type TranscriptView } from './transcript-view.ts';
import { Who } from './turn.tsx';

/** What a step did: a message, tool cards, or a card with what the source says of a type of its own. */
export function StepEntry({ step, first, view }: { step: Step; first: boolean; view: TranscriptView }) {
  return (
    <>
      {step.kind === 'message' ? <Written step={step} first={first} view={view} /> : null}
      {step.kind === 'tools' ? <ToolsEntry step={step} view={view} /> : null}
      {step.kind === 'other' ? <OtherStep step={step} view={view} /> : null}
      {isStepFailed(step) ? <Fault step={step} brief={endsRun(step, view.facts.run)} /> : null}
    </>
  );
}

/** Whether the run ended with the very error of the step: the last entry has its words. */
function endsRun({ lastError }: Step, run: Run): boolean {
  if (run.status !== 'failed' || lastError === null) return false;
  return lastError.code === run.lastError?.code && lastError.message === run.lastError.message;
}

function Written({ step, first, view }: { step: Step; first: boolean; view: TranscriptView }) {
  const { run, messages } = view.facts;
  return (
    <>
      <Who
        icon={<Icon of={Bot} size={14} />}
        note={first && run.model !== null ? <Untrusted text={run.model} /> : undefined}
      >
        <Untrusted text={run.assistantName || 'Assistant'} />
        {step.status === 'completed' ? null : (
          <span className="ml-2 align-middle">
            <StatusGlyph status={step.status} size={14} />
          </span>
        )}
      </Who>
      <MessageBlock
        id={step.messageId}
        known={step.messageId === null ? undefined : messages.get(step.messageId)}
        access={view.access}
        context={view.message}
        bare
      />
    </>
  );
}

function OtherStep({ step, view }: { step: Step; view: TranscriptView }) {
  const { facts } = view;
  const target = { step: step.id, call: null };
  const { verb, subject } = titleOf(step, facts.messages);
  const length = stepLength(step, facts.run, facts.now);
  const known = verb === 'Other step' ? '' : `${verb}${subject && `: ${subject}`}`;
  return (
    <CallCard
      line={{
        icon: stepIcon(step),
        name: step.type,
        subject: known,
        result: length === null ? '' : spanText(facts.run, length),
      }}
      look={isStepFailed(step) ? 'bad' : isSelected(view, step.id, null) ? 'selected' : 'plain'}
      open={view.isOpen(target)}
      onToggle={() => view.toggle(target)}
    >
      <OpenCall step={step} place={null} view={view} />
    </CallCard>
  );
}
