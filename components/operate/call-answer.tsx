'use client';

import { type ReactNode, useId } from 'react';
import { formatCount } from '../ui/format.ts';
import type { PendingCall } from '#lib/domain/run.ts';
import { JsonField } from '../json/json-field.tsx';
import { JsonText } from '../json/json-text.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { Field, TEXT_INPUT } from '../ui/field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { NO_OUTPUT, type TypedOutput } from './answer-draft.ts';

const FORMS = [
  { id: 'json' as const, label: 'JSON' },
  { id: 'text' as const, label: 'Plain text' },
];

/** One call that waits: what it was called with, and `children` that answer it. */
export function PendingCallRow({
  call,
  place,
  fault,
  children,
}: {
  call: PendingCall;
  /** From 1. */
  place: number;
  fault: string | null;
  children: ReactNode;
}) {
  const name = useId();
  return (
    <li aria-labelledby={name} className="grid min-w-0 gap-2 border-t border-line pt-3 first:border-t-0 first:pt-0">
      <h3 id={name} className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <span className="text-ink-3">{formatCount(place)}</span>
        <span className="font-mono text-meta font-medium wrap-anywhere">
          <Untrusted text={call.name ?? call.type} />
        </span>
        <span className="font-mono text-meta tracking-[-0.02em] wrap-anywhere text-ink-3">
          <Untrusted text={call.id ?? 'without an ID'} />
        </span>
      </h3>
      <div className="grid min-w-0 gap-3 desk:grid-cols-2">
        <div className="min-w-0 [&_[role=tree]]:max-h-56">
          {call.arguments === null ? (
            <p className="text-meta text-ink-2">The source returned no arguments.</p>
          ) : (
            <JsonText
              text={call.arguments.text}
              label="Arguments"
              truncated={call.arguments.truncated}
              bytes={call.arguments.bytes}
            />
          )}
        </div>
        <div className="grid min-w-0 content-start gap-1.5">
          {children}
          {fault === null ? null : <p className="text-meta text-fail">{fault}</p>}
        </div>
      </div>
    </li>
  );
}

/** The editor of one output. */
export function OutputEditor({
  call,
  value = NO_OUTPUT,
  asked,
  onChange,
}: {
  call: PendingCall;
  value: TypedOutput | undefined;
  asked: boolean;
  onChange: (next: TypedOutput) => void;
}) {
  const label = `Output of ${call.name ?? call.type}`;
  const form = (
    <Segmented
      label={`${label} is`}
      options={FORMS}
      value={value.as}
      onChange={(as) => onChange({ as, text: value.text })}
    />
  );
  if (value.as === 'json') {
    return (
      <JsonField
        label={label}
        note={form}
        value={value.text}
        asked={asked}
        onChange={(text) => onChange({ as: 'json', text })}
        hint="Checked as JSON before it is sent."
      />
    );
  }
  const hint =
    value.text === ''
      ? 'An empty text is sent as it is: the protocol takes any text.'
      : 'Sent as it stands: the protocol takes any text, nothing is checked.';
  return (
    <Field label={label} note={form} hint={hint}>
      {(control) => (
        <textarea
          {...control}
          rows={4}
          spellCheck={false}
          value={value.text}
          onChange={(event) => onChange({ as: 'text', text: event.target.value })}
          className={TEXT_INPUT}
        />
      )}
    </Field>
  );
}

/** Whether one call may be made. */
export function ApprovalChoice({
  call,
  value,
  onChange,
}: {
  call: PendingCall;
  value: boolean | undefined;
  onChange: (approve: boolean) => void;
}) {
  const name = useId();
  return (
    <fieldset className="grid gap-1.5">
      <legend className="pb-1 text-meta font-medium">
        May <Untrusted text={call.name ?? call.type} /> be called?
      </legend>
      <Decision name={name} on={value === true} onChoose={() => onChange(true)} label="Approve">
        The source makes the call with these arguments.
      </Decision>
      <Decision name={name} on={value === false} onChoose={() => onChange(false)} label="Refuse">
        The call is not made; the model is told so.
      </Decision>
    </fieldset>
  );
}

function Decision({
  name,
  on,
  onChoose,
  label,
  children,
}: {
  name: string;
  on: boolean;
  onChoose: () => void;
  label: string;
  children: string;
}) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className="flex cursor-pointer items-start gap-2 rounded-control border border-line px-2.5 py-2 has-checked:border-accent has-checked:bg-accent-soft"
    >
      <input
        id={id}
        type="radio"
        name={name}
        aria-label={label}
        aria-describedby={`${id}-about`}
        checked={on}
        onChange={onChoose}
        className="mt-[3px] accent-accent"
      />
      <span>
        <span className="block font-medium">{label}</span>
        <span id={`${id}-about`} className="block text-meta text-ink-2">
          {children}
        </span>
      </span>
    </label>
  );
}
