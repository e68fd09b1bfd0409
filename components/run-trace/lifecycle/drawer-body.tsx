import type { ReactNode } from 'react';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { DrawerTab } from '#lib/contract/trace-view-params.ts';
import type { Run } from '#lib/domain/run.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import { SpelledText } from '../../ui/bidi.tsx';
import { CutNote } from '../../ui/cut-note.tsx';
import { placeName } from '../../ui/disclosure.tsx';
import { type Field, FieldList } from '../../ui/field-list.tsx';
import { splitLines } from '../../ui/split-lines.ts';
import { TextLines } from '../../ui/text-lines.tsx';
import type { TraceFacts } from '../trace-texts.ts';
import { entryFields, idField, jsonField, toolFields } from '../value-fields.tsx';
import { idsOf, parametersOf } from './drawer-tabs.ts';
import { FilesTab } from './files-tab.tsx';

/** Longer instructions are laid out line by line (UTF-16 units). */
const PROSE_LIMIT = 20_000;

/** What a tab of the drawer holds, other than events. */
export function DrawerBody({
  tab,
  access,
  state,
  facts,
  onSelect,
}: {
  tab: Exclude<DrawerTab, 'lifecycle' | 'events'>;
  access: TraceAccess;
  state: TraceState;
  facts: TraceFacts;
  onSelect: (step: string) => void;
}) {
  const { run } = facts;
  switch (tab) {
    case 'files':
      return (
        <Scrolled label="Files">
          <FilesTab access={access} state={state} facts={facts} onSelect={onSelect} />
        </Scrolled>
      );
    case 'instructions':
      return <Told run={run} />;
    case 'tools':
      return <Fields label="Tools" fields={toolsOf(run)} />;
    case 'parameters':
      return <Fields label="Parameters" fields={parametersOf(run).map((one) => jsonField(...one))} />;
    case 'metadata':
      return <Fields label="Metadata" fields={entryFields('', run.metadata)} />;
    case 'ids':
      return <Fields label="IDs" fields={idsOf(run).map((one) => idField(...one))} />;
  }
}

function Scrolled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div
      role="group"
      data-top="drawer"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className="h-full overflow-auto [scrollbar-width:thin] focus-visible:outline-offset-[-2px]"
    >
      {children}
    </div>
  );
}

function Fields({ label, fields }: { label: string; fields: Field[] }) {
  return (
    <Scrolled key={label} label={label}>
      <div className="max-w-[760px] px-gutter py-1">
        <FieldList fields={fields} name={placeName(label)} />
      </div>
    </Scrolled>
  );
}

function toolsOf(run: Run): Field[] {
  const fields = run.tools.length > 0 ? toolFields(run.tools) : [];
  const resources = jsonField('Tool resources', run.toolResources);
  return resources.value === null ? fields : [...fields, resources];
}

function Told({ run }: { run: Run }) {
  const { instructions } = run;
  if (instructions === null) return null;
  const { text, truncated, bytes } = instructions;
  return (
    <Scrolled label="Instructions">
      {text.length > PROSE_LIMIT ? (
        <TextLines lines={splitLines(text)} label="Instructions, text" wrap />
      ) : (
        <p className="max-w-[760px] px-gutter py-2 text-meta wrap-anywhere whitespace-pre-wrap">
          <SpelledText text={text} />
        </p>
      )}
      <CutNote cut={{ truncated, bytes }} />
    </Scrolled>
  );
}
