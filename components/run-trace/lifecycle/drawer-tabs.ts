import { DRAWER_TABS, type DrawerTab } from '#lib/contract/trace-view-params.ts';
import type { Run } from '#lib/domain/run.ts';
import type { Field } from '../../ui/field-list.tsx';
import { formatCount } from '../../ui/format.ts';
import { entryFields, idField, jsonField, numberField, wordField } from '../value-fields.tsx';

const LABELS: Record<DrawerTab, string> = {
  lifecycle: 'Lifecycle',
  events: 'All events',
  files: 'Files',
  instructions: 'Instructions',
  tools: 'Tools',
  parameters: 'Parameters',
  metadata: 'Metadata',
  ids: 'IDs',
};

/** What is known of the parts that do not come from the run alone; null while they are still being read. */
export interface DrawerCounts {
  lifecycle: number | null;
  events: number | null;
  files: number | null;
}

/** The tabs that have something to show, in order, with how much. */
export function drawerTabs(run: Run, counts: DrawerCounts): { id: DrawerTab; label: string; count: string | null }[] {
  const numbers: Record<DrawerTab, number | null> = {
    lifecycle: counts.lifecycle,
    events: counts.events === counts.lifecycle ? 0 : counts.events,
    files: counts.files,
    instructions: run.instructions && run.instructions.text !== '' ? null : 0,
    tools: run.tools.length + (isEmpty(run.toolResources) ? 0 : 1),
    parameters: parameterFields(run).length,
    metadata: Object.keys(run.metadata ?? {}).length,
    ids: idFields(run).length,
  };
  return DRAWER_TABS.filter((id) => numbers[id] !== 0).map((id) => ({
    id,
    label: LABELS[id],
    count: numbers[id] === null ? null : formatCount(numbers[id]),
  }));
}

/** What the run was told to keep to; only what the source says. */
export function parameterFields(run: Run): Field[] {
  return said([
    numberField('Temperature', run.temperature),
    numberField('Top p', run.topP),
    numberField('Max prompt tokens', run.maxPromptTokens),
    numberField('Max completion tokens', run.maxCompletionTokens),
    jsonField('Truncation strategy', run.truncationStrategy),
    jsonField('Response format', run.responseFormat),
    jsonField('Tool choice', run.toolChoice),
    jsonField('Parallel tool calls', run.parallelToolCalls),
    wordField('Reasoning effort', run.reasoningEffort),
  ]);
}

/** The run's metadata, key by key. */
export function metadataFields(run: Run): Field[] {
  return entryFields('', run.metadata);
}

/** The ids by which the run and what it belongs to are known. */
export function idFields(run: Run): Field[] {
  return said([
    wordField('Source', run.source),
    idField('Key', run.key),
    idField('Run', run.id),
    idField('Thread', run.threadId),
    idField('Assistant', run.assistantId),
  ]);
}

function said(fields: Field[]): Field[] {
  return fields.filter(({ value }) => value !== null);
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}
