'use client';

import { JsonField } from '../json/json-field.tsx';
import { Field, INPUT } from '../ui/field.tsx';
import { Choice, Line } from './choice.tsx';
import type { CreateFaults } from './create-body.ts';
import type { CreateDraft } from './create-draft.ts';
import { FormSection } from './form-section.tsx';
import { MetadataEditor } from './metadata-editor.tsx';

export interface CreateFieldsProps {
  draft: CreateDraft;
  /** Only what the reader should see by now. */
  faults: CreateFaults;
  onChange: (change: Partial<CreateDraft>) => void;
}

const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh'].map((word) => [word, ''] as const);
const ANY = ['', 'As the assistant says'] as const;
const GRID = 'grid min-w-0 gap-3 desk:grid-cols-2';

/** Instructions for this run alone. */
export function InstructionFields({ draft, faults, onChange }: CreateFieldsProps) {
  const area = (name: 'instructions' | 'additional', label: string, hint: string, rows: number) => (
    <Field label={label} hint={hint} fault={faults[name]}>
      {(control) => (
        <textarea
          {...control}
          rows={rows}
          value={draft[name]}
          onChange={(event) => onChange({ [name]: event.target.value })}
          className={`${INPUT} resize-y py-1.5`}
        />
      )}
    </Field>
  );
  return (
    <>
      {area('additional', 'Additional instructions', 'Added to the instructions for this run.', 2)}
      {area('instructions', 'Instructions', 'In place of the assistant’s own; empty leaves those.', 4)}
    </>
  );
}

/** What the model may use, and how it has to answer. */
export function ToolFields({ draft, faults, onChange }: CreateFieldsProps) {
  return (
    <FormSection
      title="Tools and answer"
      about="Tools, tool choice, parallel calls, response format"
      open={draft.tools !== '' || draft.toolChoice !== '' || draft.format !== '' || draft.parallel !== ''}
      faulty={['tools', 'toolChoiceJson', 'formatJson'].some((name) => name in faults)}
    >
      <JsonField
        label="Tools"
        shape="array"
        value={draft.tools}
        onChange={(tools) => onChange({ tools })}
        hint="A list, in place of the assistant’s own; empty leaves those."
      />
      <div className={GRID}>
        <Choice
          label="Tool choice"
          value={draft.toolChoice}
          options={[
            ANY,
            ['auto', 'auto: the model decides'],
            ['none', 'none: no tool'],
            ['required', 'required: at least one tool'],
            ['json', 'One tool, as JSON'],
          ]}
          onChange={(toolChoice) => onChange({ toolChoice })}
        />
        <Choice
          label="Parallel tool calls"
          value={draft.parallel}
          options={[ANY, ['yes', 'Allowed'], ['no', 'One at a time']]}
          onChange={(parallel) => onChange({ parallel })}
        />
        {draft.toolChoice === 'json' ? (
          <JsonField
            label="The tool"
            shape="object"
            asked
            value={draft.toolChoiceJson}
            onChange={(toolChoiceJson) => onChange({ toolChoiceJson })}
          />
        ) : null}
      </div>
      <div className={GRID}>
        <Choice
          label="Response format"
          value={draft.format}
          options={[ANY, ['auto', 'auto'], ['json', 'As JSON: text, json_object, json_schema']]}
          onChange={(format) => onChange({ format })}
        />
        {draft.format === 'json' ? (
          <JsonField
            label="The format"
            shape="object"
            asked
            value={draft.formatJson}
            onChange={(formatJson) => onChange({ formatJson })}
          />
        ) : null}
      </div>
      <label className="flex min-h-6 cursor-pointer items-center gap-2 pointer-coarse:min-h-11">
        <input
          type="checkbox"
          checked={draft.chunks}
          onChange={(event) => onChange({ chunks: event.target.checked })}
          className="accent-accent"
        />
        Ask for the text that file searches find
      </label>
    </FormSection>
  );
}

/** How the model writes, and how much. */
export function LimitFields({ draft, faults, onChange }: CreateFieldsProps) {
  const names = ['temperature', 'topP', 'promptTokens', 'completionTokens', 'lastMessages', 'effort'] as const;
  return (
    <FormSection
      title="Model and limits"
      about="Temperature, top_p, tokens, truncation, reasoning"
      open={names.some((name) => draft[name] !== '') || draft.truncation !== ''}
      faulty={names.some((name) => name in faults)}
    >
      <div className={GRID}>
        <Line
          label="Temperature"
          hint="0 to 2"
          value={draft.temperature}
          fault={faults.temperature}
          onChange={(temperature) => onChange({ temperature })}
        />
        <Line
          label="top_p"
          hint="0 to 1"
          value={draft.topP}
          fault={faults.topP}
          onChange={(topP) => onChange({ topP })}
        />
        <Line
          label="Most prompt tokens"
          value={draft.promptTokens}
          fault={faults.promptTokens}
          onChange={(promptTokens) => onChange({ promptTokens })}
        />
        <Line
          label="Most completion tokens"
          value={draft.completionTokens}
          fault={faults.completionTokens}
          onChange={(completionTokens) => onChange({ completionTokens })}
        />
        <Choice
          label="Truncation of the thread"
          value={draft.truncation}
          options={[ANY, ['auto', 'auto: from the middle'], ['last_messages', 'Only the last messages']]}
          onChange={(truncation) => onChange({ truncation })}
        />
        {draft.truncation === 'last_messages' ? (
          <Line
            label="Last messages"
            value={draft.lastMessages}
            fault={faults.lastMessages}
            onChange={(lastMessages) => onChange({ lastMessages })}
          />
        ) : null}
        <Line
          label="Reasoning effort"
          hint="A word that the model knows."
          options={EFFORTS}
          value={draft.effort}
          fault={faults.effort}
          onChange={(effort) => onChange({ effort })}
        />
      </div>
    </FormSection>
  );
}

/** The metadata of the run that is to be created. */
export function MetadataFields({ draft, faults, onChange }: CreateFieldsProps) {
  return (
    <FormSection title="Metadata" about="Up to 16 pairs" open={draft.metadata.length > 0} faulty={'metadata' in faults}>
      <MetadataEditor pairs={draft.metadata} onChange={(metadata) => onChange({ metadata })} />
    </FormSection>
  );
}
