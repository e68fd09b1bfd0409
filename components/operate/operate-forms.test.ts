import { expect, test } from 'vitest';
import { createRunSchema, toolOutputsSchema, updateRunSchema } from '#lib/contract/operate-schema.ts';
import { readExactJson, writeExactJson } from '#lib/domain/exact-json.ts';
import { aRun } from '#lib/domain/domain-fixtures.ts';
import type { PendingCall } from '#lib/domain/run.ts';
import { jsonFault, offsetOf } from '../json/json-fault.ts';
import { answerBody, answerFault, answerKind, NO_ANSWER, parseAnswerDraft } from './answer-draft.ts';
import { createBody, createFaults } from './create-body.ts';
import { draftOfRun, EMPTY_CREATE, parseCreateDraft } from './create-draft.ts';
import { metadataOf, pairFault, pairsFault, pairsOf } from './metadata-pairs.ts';

const call = (id: string | null): PendingCall => ({
  id,
  type: 'function',
  name: 'get_labels',
  arguments: { text: '{}' },
  extra: {},
});

test('a fault of JSON is found where it stands, in any line', () => {
  const text = '{\n  "a": 1,\n  "b": tru\n}';
  const fault = jsonFault(text);
  expect(fault?.words).toBe('Not valid JSON: a value should be here, at line 3, column 8');
  expect(text.slice(offsetOf(text, fault?.place ?? { line: 1, column: 1 }))).toBe('tru\n}');
  expect(jsonFault('[1]', 'object')?.words).toBe('This has to be an object, {…}');
  expect(jsonFault('"any"')).toBeNull();
});

test('all outputs go in one body, JSON as it was typed and plain text as it stands', () => {
  const calls = [call('call_a'), call('call_b'), call('call_c')];
  const outputs = {
    call_a: { as: 'json' as const, text: '{ "x" : 1 }' },
    call_b: { as: 'text' as const, text: 'not {json' },
    call_c: { as: 'text' as const, text: '' },
  };
  const made = answerBody(calls, { outputs, approvals: {} }, 'outputs');
  expect(made).toEqual({
    body: {
      tool_outputs: [
        { tool_call_id: 'call_a', output: '{ "x" : 1 }' },
        { tool_call_id: 'call_b', output: 'not {json' },
        { tool_call_id: 'call_c', output: '' },
      ],
    },
  });
  expect(toolOutputsSchema.safeParse('body' in made ? made.body : null).success).toBe(true);
});

test('one output that is no JSON, or missing, holds all of them back', () => {
  const calls = [call('call_a'), call('call_b')];
  const draft = { ...NO_ANSWER, outputs: { call_a: { as: 'json' as const, text: '1' } } };
  expect(answerBody(calls, draft, 'outputs')).toEqual({ faulty: 1 });
  expect(answerFault(call(null), draft, 'outputs')).toMatch(/no ID/);
});

test('every approval has to be decided', () => {
  const calls = [call('a'), call('b')];
  expect(answerBody(calls, { outputs: {}, approvals: { a: true } }, 'approvals')).toEqual({ faulty: 1 });
  const made = answerBody(calls, { outputs: {}, approvals: { a: true, b: false } }, 'approvals');
  expect(made).toEqual({
    body: {
      tool_approvals: [
        { tool_call_id: 'a', approve: true },
        { tool_call_id: 'b', approve: false },
      ],
    },
  });
  expect(answerKind({ type: 'submit_mystery', calls: [], extra: {} })).toBeNull();
});

test('kept drafts of another form are not believed', () => {
  expect(parseAnswerDraft({ outputs: [], approvals: {} })).toBeNull();
  expect(
    parseAnswerDraft({ outputs: { a: { as: 'xml', text: 'x' }, b: 1 }, approvals: { c: 'yes', d: false } }),
  ).toEqual({ outputs: { a: { as: 'json', text: 'x' } }, approvals: { d: false } });
  expect(parseCreateDraft('text')).toBeNull();
  const kept = { ...EMPTY_CREATE, assistant: 'asst_1', messages: [{ role: 'user', as: 'text', text: 'Hi' }] };
  expect(parseCreateDraft(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
});

test('an empty form sends the assistant alone, a full one every setting, and both fit the contract', () => {
  expect(createBody({ ...EMPTY_CREATE, assistant: 'asst_1' })).toEqual({ assistant_id: 'asst_1' });
  const draft = {
    ...EMPTY_CREATE,
    assistant: 'asst_1',
    model: 'gpt-x',
    instructions: 'Be short',
    additional: 'And kind',
    messages: [
      { role: 'user' as const, as: 'text' as const, text: 'Hello' },
      { role: 'assistant' as const, as: 'json' as const, text: '[{"type":"text","text":"Yes"}]' },
    ],
    tools: '[{"type":"code_interpreter"}]',
    metadata: [
      { key: 'team', value: 'ops' },
      { key: '', value: '' },
    ],
    temperature: '0',
    topP: '0.5',
    promptTokens: '1000',
    completionTokens: '200',
    truncation: 'last_messages' as const,
    lastMessages: '4',
    toolChoice: 'json' as const,
    toolChoiceJson: '{"type":"code_interpreter"}',
    parallel: 'no' as const,
    format: 'json' as const,
    formatJson: '{"type":"json_object"}',
    effort: 'low',
    chunks: true,
  };
  expect(createFaults(draft)).toEqual({});
  const body = createBody(draft);
  expect(body).toEqual({
    assistant_id: 'asst_1',
    model: 'gpt-x',
    instructions: 'Be short',
    additional_instructions: 'And kind',
    additional_messages: [
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: [{ type: 'text', text: 'Yes' }] },
    ],
    tools: [{ type: 'code_interpreter' }],
    metadata: { team: 'ops' },
    temperature: 0,
    top_p: 0.5,
    max_prompt_tokens: 1000,
    max_completion_tokens: 200,
    truncation_strategy: { type: 'last_messages', last_messages: 4 },
    tool_choice: { type: 'code_interpreter' },
    parallel_tool_calls: false,
    response_format: { type: 'json_object' },
    reasoning_effort: 'low',
    include: ['step_details.tool_calls[*].file_search.results[*].content'],
  });
  expect(createRunSchema.safeParse(body).error).toBeUndefined();
});

test('numbers of JSON are sent as they are written', () => {
  const draft = {
    ...EMPTY_CREATE,
    assistant: 'asst_1',
    messages: [{ role: 'user' as const, as: 'json' as const, text: '[{"n":9007199254740993}]' }],
    tools: '[{"n":12345678901234567890,"x":1.0}]',
    toolChoice: 'json' as const,
    toolChoiceJson: '{"n":1e400}',
    format: 'json' as const,
    formatJson: '{"n":-0}',
    temperature: '0.5',
  };
  const sent = writeExactJson(createBody(draft));
  for (const words of ['"content":[{"n":9007199254740993}]', '"tools":[{"n":12345678901234567890,"x":1.0}]'])
    expect(sent).toContain(words);
  for (const words of ['"tool_choice":{"n":1e400}', '"response_format":{"n":-0}']) expect(sent).toContain(words);
  const read = createRunSchema.safeParse(readExactJson(sent.replace('"temperature":0.5', '"temperature":1.0')));
  expect(read.data && writeExactJson(read.data)).toBe(sent.replace('"temperature":0.5', '"temperature":1'));
  expect(createFaults({ ...draft, tools: '[{"$number":"1"}]' })).toEqual({
    tools: 'A member cannot be named “$number”',
  });
});

test('what is filled in wrongly is named field by field', () => {
  const faults = createFaults({
    ...EMPTY_CREATE,
    assistant: 'not an ID',
    temperature: '2.1',
    topP: 'x',
    promptTokens: '1.5',
    truncation: 'last_messages',
    tools: '{}',
    effort: 'Very high',
    messages: [{ role: 'user', as: 'text', text: ' ' }],
  });
  expect(Object.keys(faults).sort()).toEqual(
    ['assistant', 'effort', 'lastMessages', 'messages.0', 'promptTokens', 'temperature', 'tools', 'topP'].sort(),
  );
});

test('a run is taken over as its settings say, but for what Runlens must not or cannot send', () => {
  const run = aRun({
    assistantId: 'asst_1',
    model: 'm',
    temperature: 0.2,
    toolChoice: 'required',
    responseFormat: { type: 'json_object' },
    truncationStrategy: { type: 'auto', last_messages: null },
    metadata: { a: 'b', n: 1 },
    tools: [{ type: 'function', function: { name: 'authorization', headers: 'hidden' } }],
    instructions: { text: 'begin', truncated: true, bytes: 900_000 },
  });
  const { draft, left } = draftOfRun(run);
  expect(left).toHaveLength(2);
  expect(draft).toMatchObject({
    tools: '',
    instructions: '',
    toolChoice: 'required',
    format: 'json',
    temperature: '0.2',
  });
  expect(draft.metadata).toEqual([
    { key: 'a', value: 'b' },
    { key: 'n', value: '1' },
  ]);
  const named = draftOfRun(aRun({ tools: [{ type: 'function', function: { name: 'hidden' } }] }));
  expect(named.left).toEqual([]);
  expect(JSON.parse(named.draft.tools)).toEqual([{ type: 'function', function: { name: 'hidden' } }]);
});

test('metadata is counted and bounded as the protocol says', () => {
  const many = pairsOf(Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`k${i}`, 'v'])));
  expect(pairsFault(many)).toMatch(/16/);
  expect(pairsFault(many.slice(1))).toBeNull();
  expect(pairFault([{ key: 'k'.repeat(65), value: '' }], 0)).toMatch(/64/);
  expect(pairFault([{ key: 'k', value: 'v'.repeat(513) }], 0)).toMatch(/512/);
  expect(pairFault([{ key: '', value: 'v' }], 0)).toMatch(/no key/);
  const twice = [
    { key: 'k', value: '1' },
    { key: 'k', value: '2' },
  ];
  expect([pairFault(twice, 0), pairFault(twice, 1)]).toEqual([null, 'This key is there already']);
  const whole = metadataOf([
    { key: 'k'.repeat(64), value: 'v'.repeat(512) },
    { key: '', value: '' },
  ]);
  expect(updateRunSchema.safeParse({ metadata: whole }).success).toBe(true);
});
