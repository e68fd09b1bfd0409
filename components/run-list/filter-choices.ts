import type { RunListParams } from '#lib/contract/run-list-params.ts';
import type { Run } from '#lib/domain/run.ts';
import type { SourceInfo } from '#lib/domain/source.ts';

export interface TextChoice {
  value: string;
  label: string;
}

export interface FilterChoices {
  status: string[];
  assistant: TextChoice[];
  model: TextChoice[];
  source: TextChoice[];
  tool: TextChoice[];
}

/** What the filters offer: values of the runs seen so far, and what is chosen already. */
export function filterChoices(
  runs: readonly Run[],
  params: RunListParams,
  sources: readonly SourceInfo[],
): FilterChoices {
  const assistants = new Map<string, string>();
  const models = new Set(params.model);
  const tools = new Set(params.tool);
  for (const id of params.assistant) assistants.set(id, id);
  for (const run of runs) {
    if (run.assistantId !== null && (run.assistantName !== null || !assistants.has(run.assistantId))) {
      assistants.set(run.assistantId, run.assistantName ?? run.assistantId);
    }
    if (run.model !== null) models.add(run.model);
    for (const tool of run.tools) if (typeof tool.type === 'string') tools.add(tool.type);
  }
  const names = new Map(params.source.map((id) => [id, id]));
  for (const source of sources) names.set(source.id, source.name);
  return {
    status: [...new Set([...params.status, ...runs.map((run) => run.status)])],
    assistant: sorted(assistants),
    model: sorted(new Map([...models].map((model) => [model, model]))),
    source: sorted(names),
    tool: sorted(new Map([...tools].map((tool) => [tool, tool]))),
  };
}

function sorted(labels: ReadonlyMap<string, string>): TextChoice[] {
  return Array.from(labels, ([value, label]) => ({ value, label })).sort((a, b) =>
    a.label.localeCompare(b.label, 'en'),
  );
}
