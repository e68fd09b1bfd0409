import { describe, expect, it } from 'vitest';
import type { JsonPath, RedactionClass } from '../../../domain/redaction.ts';
import { isJsonObject, type Json } from '../../../domain/json.ts';
import type { WireKind } from '../wire-store.ts';
import messages from './fixtures/messages.json' with { type: 'json' };
import runs from './fixtures/runs.json' with { type: 'json' };
import steps from './fixtures/steps.json' with { type: 'json' };
import toolCalls from './fixtures/tool-calls.json' with { type: 'json' };
import { textRoles } from './text-roles.ts';

const CALL = ['step_details', 'tool_calls', 0] as const;
const TEXT = ['content', 0, 'text'] as const;

describe('classes of texts', () => {
  it.each<[WireKind, JsonPath, RedactionClass | null]>([
    ['run', ['instructions'], 'instructions'],
    ['run', ['additional_instructions'], 'instructions'],
    ['run', ['model'], null],
    ['run', ['last_error', 'message'], null],
    ['run', ['metadata', 'customer'], 'metadata'],
    ['run', ['required_action', 'submit_tool_outputs', 'tool_calls', 0, 'function', 'arguments'], 'arguments'],
    ['run', ['required_action', 'submit_tool_outputs', 'tool_calls', 0, 'function', 'name'], null],
    ['step', [...CALL, 'code_interpreter', 'input'], 'code'],
    ['step', [...CALL, 'code_interpreter', 'outputs', 0, 'logs'], 'logs'],
    ['step', [...CALL, 'code_interpreter', 'outputs', 0, 'rows', 1], 'outputs'],
    ['step', [...CALL, 'code_interpreter', 'outputs', 0, 'image', 'file_id'], null],
    ['step', [...CALL, 'function', 'name'], null],
    ['step', [...CALL, 'function', 'arguments'], 'arguments'],
    ['step', [...CALL, 'function', 'output'], 'outputs'],
    ['step', [...CALL, 'file_search', 'queries', 0], 'arguments'],
    ['step', [...CALL, 'file_search', 'results', 0, 'file_name'], 'files'],
    ['step', [...CALL, 'file_search', 'results', 0, 'content', 0, 'text'], 'outputs'],
    ['step', [...CALL, 'file_search', 'results', 0, 'file_id'], null],
    ['step', [...CALL, 'arguments'], 'arguments'],
    ['step', [...CALL, 'output'], 'outputs'],
    ['step', [...CALL, 'bing_grounding', 'requesturl'], 'arguments'],
    ['step', [...CALL, 'bing_grounding', 'response'], 'outputs'],
    ['step', ['step_details', 'message_creation', 'message_id'], null],
    ['step', ['step_details', 'thoughts', 0], 'outputs'],
    ['message', [...TEXT, 'value'], 'messages'],
    ['message', ['content'], 'messages'],
    ['message', ['content', 0], 'messages'],
    ['message', [...TEXT, 'annotations', 0, 'file_citation', 'quote'], 'messages'],
    ['message', ['content', 0, 'refusal'], 'messages'],
    ['message', ['content', 0, 'image_url', 'url'], 'images'],
    ['message', ['content', 0, 'image_file', 'file_id'], null],
    ['file', ['filename'], 'files'],
  ])('%s %j', (kind, path, of) => {
    expect(textRoles.roleOf(kind, path).class).toBe(of);
  });
});

describe('what is no text', () => {
  it.each<[WireKind, JsonPath, string]>([
    ['run', ['id'], 'id'],
    ['run', ['file_ids', 0], 'id'],
    ['run', ['tool_resources', 'file_search', 'vector_store_ids', 0], 'id'],
    ['run', ['status'], 'word'],
    ['run', ['metadata', 'id'], 'text'],
    ['step', [...CALL, 'id'], 'id'],
    ['step', [...CALL, 'type'], 'word'],
    ['step', [...CALL, 'function', 'arguments'], 'text'],
    ['message', ['role'], 'word'],
    ['message', ['content', 0, 'image_file', 'file_id'], 'id'],
    ['message', [...TEXT, 'value'], 'text'],
    ['file', ['filename'], 'file_name'],
  ])('%s %j', (kind, path, is) => {
    expect(textRoles.roleOf(kind, path).is).toBe(is);
  });
});

describe('ranges', () => {
  it('belong to the text beside them', () => {
    const owner = [...TEXT, 'annotations', 2];
    expect(textRoles.spanOf('message', [...owner, 'start_index'])).toEqual({
      text: [...TEXT, 'value'],
      owner,
      tells: 'start',
    });
    expect(textRoles.spanOf('message', [...owner, 'text'])?.tells).toBe('content');
    expect(textRoles.spanOf('message', ['content', 1, 'annotations', 0, 'end_index'])?.text).toEqual([
      'content',
      1,
      'text',
    ]);
    expect(textRoles.spanOf('message', [...owner, 'file_citation', 'text'])).toBeNull();
    expect(textRoles.spanOf('step', [...owner, 'start_index'])).toBeNull();
  });
});

describe('names', () => {
  /** Names of members where the protocol writes them, not where people do. */
  function namesIn(kind: WireKind, value: Json, path: JsonPath, into: Set<string>): void {
    if (Array.isArray(value)) for (const [i, one] of value.entries()) namesIn(kind, one, [...path, i], into);
    if (!isJsonObject(value)) return;
    const free = textRoles.roleOf(kind, path);
    const isFree =
      (free.class !== null && free.whole) || ['parameters', 'schema', 'attributes'].includes(String(path.at(-1)));
    for (const [name, inner] of Object.entries(value)) {
      if (!isFree) into.add(name);
      namesIn(kind, inner, [...path, name], into);
    }
  }

  it('of the documented objects are the protocol’s own, but for that of a kind that nobody knows', () => {
    const found = new Set<string>();
    for (const { name, kind, wire } of [...runs, ...steps, ...messages, ...toolCalls] as {
      name: string;
      kind: WireKind;
      wire: Json;
    }[]) {
      if (/all fields|every kind|states of/.test(name)) namesIn(kind, wire, [], found);
    }
    expect(found.size).toBeGreaterThan(50);
    expect([...found].filter((name) => !textRoles.isFieldName(name))).toEqual(['audio']);
  });
});
