import type { RunListParams } from '#lib/contract/run-list-params.ts';
import type { FilterField, FilterValue } from '#lib/domain/filter-value.ts';
import type { Run } from '#lib/domain/run.ts';
import type { SourceInfo } from '#lib/domain/source.ts';

/** A choice of a filter; without a count where none is known. */
export interface FilterChoice {
  value: string;
  label: string;
  count?: number | undefined;
}

/** Names of assistants and sources by id, from the runs seen so far and the configuration. */
export interface KnownNames {
  assistant: ReadonlyMap<string, string>;
  source: ReadonlyMap<string, string>;
}

/** Collects the names; where an assistant has had several, that of the last run counts. */
export function knownNames(runs: readonly Run[], sources: readonly SourceInfo[]): KnownNames {
  const assistant = new Map<string, string>();
  for (const { assistantId, assistantName } of runs) {
    if (assistantId !== null && assistantName !== null) assistant.set(assistantId, assistantName);
  }
  return { assistant, source: new Map(sources.map(({ id, name }) => [id, name])) };
}

/** What a value of a filter is called. */
export function labelOf(field: FilterField, value: string, names: KnownNames): string {
  return (field === 'assistant' || field === 'source' ? names[field].get(value) : undefined) ?? value;
}

/**
 * What a filter offers: the values that the server counted, in its order, then with zero what is chosen or was seen but left
 * by none of the other filters. Without an answer of the server the values of the runs seen, uncounted.
 */
export function filterChoices(
  field: FilterField,
  counted: readonly FilterValue[] | null,
  params: RunListParams,
  seen: readonly Run[],
  names: KnownNames,
): FilterChoice[] {
  const choices = new Map<string, FilterChoice>();
  for (const { value, label, count } of counted ?? []) {
    choices.set(value, { value, label: label ?? labelOf(field, value, names), count: count ?? undefined });
  }
  const others = new Set([...params[field], ...seenValues(field, seen, names)]);
  const count = counted === null ? undefined : 0;
  const rest = [...others].filter((value) => !choices.has(value));
  const named = rest.map((value) => ({ value, label: labelOf(field, value, names), count }));
  return [...choices.values(), ...named.sort((a, b) => a.label.localeCompare(b.label, 'en'))];
}

function seenValues(field: FilterField, runs: readonly Run[], names: KnownNames): string[] {
  if (field === 'source') return [...names.source.keys()];
  return runs.flatMap((run): string[] => {
    switch (field) {
      case 'status':
        return present(run.status);
      case 'assistant':
        return present(run.assistantId);
      case 'model':
        return present(run.model);
      case 'error':
        return present(run.lastError?.code);
      default:
        return run.tools.flatMap((tool) => present(tool.type));
    }
  });
}

function present(value: unknown): string[] {
  return typeof value === 'string' && value !== '' ? [value] : [];
}
