import { writeExactJson } from '#lib/domain/exact-json.ts';
import { isJsonObject, type Json, numberText } from '#lib/domain/json.ts';
import type { Run } from '#lib/domain/run.ts';
import { type Pair, pairsOf, parsePairs } from './metadata-pairs.ts';

/** A message that is added to the thread with the run. */
export interface DraftMessage {
  role: 'user' | 'assistant';
  /** `json`: the content is a list of parts. */
  as: 'text' | 'json';
  text: string;
}

/** The form of a new run, as it is typed. An empty field leaves the choice to the assistant. */
export interface CreateDraft {
  assistant: string;
  model: string;
  instructions: string;
  additional: string;
  messages: DraftMessage[];
  tools: string;
  metadata: Pair[];
  temperature: string;
  topP: string;
  promptTokens: string;
  completionTokens: string;
  truncation: '' | 'auto' | 'last_messages';
  lastMessages: string;
  toolChoice: '' | 'none' | 'auto' | 'required' | 'json';
  toolChoiceJson: string;
  parallel: '' | 'yes' | 'no';
  format: '' | 'auto' | 'json';
  formatJson: string;
  effort: string;
  /** Whether steps of file searches bring the text that was found. */
  chunks: boolean;
}

export const EMPTY_CREATE: CreateDraft = {
  assistant: '',
  model: '',
  instructions: '',
  additional: '',
  messages: [],
  tools: '',
  metadata: [],
  temperature: '',
  topP: '',
  promptTokens: '',
  completionTokens: '',
  truncation: '',
  lastMessages: '',
  toolChoice: '',
  toolChoiceJson: '{"type": "function", "function": {"name": ""}}',
  parallel: '',
  format: '',
  formatJson: '{"type": "json_object"}',
  effort: '',
  chunks: false,
};

/** What of a run's settings could not be taken over, in words; and the form with the rest. */
export function draftOfRun(run: Run): { draft: CreateDraft; left: string[] } {
  const left: string[] = [];
  const cut = run.instructions?.truncated === true;
  if (cut) left.push('the instructions, which are too long for this page');
  const hidden = hasHidden(run.tools);
  if (hidden) left.push('the tools, whose headers Runlens does not show');
  const truncation = isJsonObject(run.truncationStrategy) ? run.truncationStrategy : {};
  const draft: CreateDraft = {
    ...EMPTY_CREATE,
    assistant: run.assistantId ?? '',
    model: run.model ?? '',
    instructions: cut ? '' : (run.instructions?.text ?? ''),
    tools: hidden || run.tools.length === 0 ? '' : written(run.tools),
    metadata: pairsOf(run.metadata),
    temperature: numberText(run.temperature) ?? '',
    topP: numberText(run.topP) ?? '',
    promptTokens: numberText(run.maxPromptTokens) ?? '',
    completionTokens: numberText(run.maxCompletionTokens) ?? '',
    truncation: oneOf(truncation.type, ['auto', 'last_messages']),
    lastMessages: numberText(truncation.last_messages) ?? '',
    ...choiceOf(run.toolChoice),
    parallel: run.parallelToolCalls === null ? '' : run.parallelToolCalls ? 'yes' : 'no',
    ...formatOf(run.responseFormat),
    effort: run.reasoningEffort ?? '',
  };
  return { draft, left };
}

/** Reads a form that was kept; fields that are not as they should be are empty. Null for what is no form. */
export function parseCreateDraft(kept: unknown): CreateDraft | null {
  const value = kept as Json;
  if (!isJsonObject(value)) return null;
  const text = (name: keyof CreateDraft) => {
    const found = value[name];
    return typeof found === 'string' ? found : '';
  };
  const messages = Array.isArray(value.messages) ? value.messages : [];
  return {
    assistant: text('assistant'),
    model: text('model'),
    instructions: text('instructions'),
    additional: text('additional'),
    messages: messages.flatMap((one): DraftMessage[] => {
      if (!isJsonObject(one) || typeof one.text !== 'string') return [];
      const role = one.role === 'assistant' ? 'assistant' : 'user';
      return [{ role, as: one.as === 'json' ? 'json' : 'text', text: one.text }];
    }),
    tools: text('tools'),
    metadata: parsePairs(value.metadata) ?? [],
    temperature: text('temperature'),
    topP: text('topP'),
    promptTokens: text('promptTokens'),
    completionTokens: text('completionTokens'),
    truncation: oneOf(value.truncation, ['auto', 'last_messages']),
    lastMessages: text('lastMessages'),
    toolChoice: oneOf(value.toolChoice, ['none', 'auto', 'required', 'json']),
    toolChoiceJson: text('toolChoiceJson'),
    parallel: oneOf(value.parallel, ['yes', 'no']),
    format: oneOf(value.format, ['auto', 'json']),
    formatJson: text('formatJson'),
    effort: text('effort'),
    chunks: value.chunks === true,
  };
}

function choiceOf(choice: Json): Pick<CreateDraft, 'toolChoice' | 'toolChoiceJson'> {
  const toolChoice = isJsonObject(choice) ? 'json' : oneOf(choice, ['none', 'auto', 'required']);
  return { toolChoice, toolChoiceJson: isJsonObject(choice) ? written(choice) : EMPTY_CREATE.toolChoiceJson };
}

function formatOf(format: Json): Pick<CreateDraft, 'format' | 'formatJson'> {
  if (isJsonObject(format)) return { format: 'json', formatJson: written(format) };
  return { format: oneOf(format, ['auto']), formatJson: EMPTY_CREATE.formatJson };
}

/** Values of headers reach no page: `hidden` stands in their place, and must not be sent back. */
function hasHidden(value: Json, under = false): boolean {
  if (value === 'hidden') return under;
  if (Array.isArray(value)) return value.some((one) => hasHidden(one, under));
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(([name, inner]) =>
    hasHidden(inner, under || /^(?:headers|authorization)$/i.test(name)),
  );
}

function oneOf<T extends string>(value: Json | undefined, words: readonly T[]): T | '' {
  return words.find((word) => word === value) ?? '';
}

function written(value: Json): string {
  return writeExactJson(value, 2);
}
