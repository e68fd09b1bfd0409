import { OPERATE_LIMITS } from '#lib/contract/operate-limits.ts';
import type { CreateRunBody } from '#lib/contract/operate-schema.ts';
import { readExactJson } from '#lib/domain/exact-json.ts';
import { isId } from '#lib/domain/ids.ts';
import type { JsonObject } from '#lib/domain/json.ts';
import { hasReserved, RESERVED } from '#lib/domain/reserved-member.ts';
import { jsonFault, type JsonShape } from '../json/json-fault.ts';
import type { CreateDraft } from './create-draft.ts';
import { countPairs, metadataOf, pairsFault } from './metadata-pairs.ts';

/** What is wrong with fields of the form, by their names; `messages.0` for one of the messages. */
export type CreateFaults = Readonly<Record<string, string>>;

/** What is wrong with the form; empty where it can be sent. */
export function createFaults(draft: CreateDraft): CreateFaults {
  const faults: Record<string, string> = {};
  const note = (name: string, fault: string | null) => {
    if (fault !== null) faults[name] = fault;
  };
  const { assistant } = draft;
  if (!isId(assistant)) note('assistant', assistant === '' ? 'A run needs an assistant' : 'This is not an ID');
  if (draft.model.length > 256) note('model', 'Longer than 256 characters');
  for (const name of ['instructions', 'additional'] as const) {
    if (draft[name].length > OPERATE_LIMITS.text) note(name, `Longer than ${OPERATE_LIMITS.text} characters`);
  }
  note('temperature', rangeFault(draft.temperature, 2));
  note('topP', rangeFault(draft.topP, 1));
  note('promptTokens', countFault(draft.promptTokens));
  note('completionTokens', countFault(draft.completionTokens));
  if (draft.truncation === 'last_messages') {
    note('lastMessages', draft.lastMessages === '' ? 'Say how many messages' : countFault(draft.lastMessages));
  }
  note('tools', draft.tools === '' ? null : shapeFault(draft.tools, 'array'));
  if (draft.toolChoice === 'json') note('toolChoiceJson', shapeFault(draft.toolChoiceJson, 'object'));
  if (draft.format === 'json') note('formatJson', shapeFault(draft.formatJson, 'object'));
  if (!/^[a-z_]{0,32}$/.test(draft.effort)) note('effort', 'One word of small letters');
  note('metadata', pairsFault(draft.metadata));
  draft.messages.forEach(({ as, text }, place) => {
    if (as === 'json') note(`messages.${place}`, shapeFault(text, 'array'));
    else if (text.trim() === '') note(`messages.${place}`, 'This message is empty');
  });
  return faults;
}

/** The request of a form without faults: only what was filled in, with numbers of JSON as they are written. */
export function createBody(draft: CreateDraft): CreateRunBody {
  const { lastMessages } = draft;
  return {
    assistant_id: draft.assistant,
    ...(draft.model && { model: draft.model }),
    ...(draft.instructions && { instructions: draft.instructions }),
    ...(draft.additional && { additional_instructions: draft.additional }),
    ...(draft.messages.length > 0 && {
      additional_messages: draft.messages.map(({ role, as, text }) => ({
        role,
        content: as === 'json' ? (readExactJson(text) as JsonObject[]) : text,
      })),
    }),
    ...(draft.tools && { tools: readExactJson(draft.tools) as JsonObject[] }),
    ...(countPairs(draft.metadata) > 0 && { metadata: metadataOf(draft.metadata) }),
    ...number('temperature', draft.temperature),
    ...number('top_p', draft.topP),
    ...number('max_prompt_tokens', draft.promptTokens),
    ...number('max_completion_tokens', draft.completionTokens),
    ...(draft.truncation && {
      truncation_strategy: {
        type: draft.truncation,
        ...(draft.truncation === 'last_messages' && { last_messages: Number(lastMessages) }),
      },
    }),
    ...(draft.toolChoice && {
      tool_choice: draft.toolChoice === 'json' ? (readExactJson(draft.toolChoiceJson) as JsonObject) : draft.toolChoice,
    }),
    ...(draft.parallel && { parallel_tool_calls: draft.parallel === 'yes' }),
    ...(draft.format && {
      response_format: draft.format === 'json' ? (readExactJson(draft.formatJson) as JsonObject) : draft.format,
    }),
    ...(draft.effort && { reasoning_effort: draft.effort }),
    ...(draft.chunks && { include: ['step_details.tool_calls[*].file_search.results[*].content'] }),
  };
}

function number(name: string, text: string): Record<string, number> {
  return text === '' ? {} : { [name]: Number(text) };
}

function shapeFault(text: string, shape: JsonShape): string | null {
  const words = jsonFault(text, shape)?.words ?? null;
  return words === null && hasReserved(text) ? `A member cannot be named “${RESERVED}”` : words;
}

function rangeFault(text: string, most: number): string | null {
  const value = Number(text);
  return text === '' || (value >= 0 && value <= most && text.trim() !== '') ? null : `A number from 0 to ${most}`;
}

function countFault(text: string): string | null {
  return text === '' || /^[1-9]\d{0,14}$/.test(text) ? null : 'A whole number from 1 on';
}
