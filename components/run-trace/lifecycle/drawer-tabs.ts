import { DRAWER_TABS, type DrawerTab } from '#lib/contract/trace-view-params.ts';
import type { Json } from '#lib/domain/json.ts';
import type { Run } from '#lib/domain/run.ts';
import { formatCount } from '../../ui/format.ts';

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
    parameters: parametersOf(run).length,
    metadata: Object.keys(run.metadata ?? {}).length,
    ids: idsOf(run).length,
  };
  return DRAWER_TABS.filter((id) => numbers[id] !== 0).map((id) => ({
    id,
    label: LABELS[id],
    count: numbers[id] === null ? null : formatCount(numbers[id]),
  }));
}

/** What the run was told to keep to; only what the source says. */
export function parametersOf(run: Run): Named<Json>[] {
  return said<Json>([
    ['Temperature', run.temperature],
    ['Top p', run.topP],
    ['Max prompt tokens', run.maxPromptTokens],
    ['Max completion tokens', run.maxCompletionTokens],
    ['Truncation strategy', run.truncationStrategy],
    ['Response format', run.responseFormat],
    ['Tool choice', run.toolChoice],
    ['Parallel tool calls', run.parallelToolCalls],
    ['Reasoning effort', run.reasoningEffort],
  ]);
}

/** The ids by which the run and what it belongs to are known. */
export function idsOf(run: Run): Named<string>[] {
  return said<string>([
    ['Source', run.source],
    ['Key', run.key],
    ['Run', run.id],
    ['Thread', run.threadId],
    ['Assistant', run.assistantId],
  ]);
}

type Named<T> = [label: string, value: T];

function said<T>(all: [string, T | null][]): Named<T>[] {
  return all.filter((one): one is Named<T> => one[1] !== null);
}

function isEmpty(value: Json): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}
