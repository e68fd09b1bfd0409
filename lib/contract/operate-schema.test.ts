import { describe, expect, it } from 'vitest';
import { createRunSchema, metadataSchema, toolOutputsSchema } from './operate-schema.ts';

const pairs = (n: number, key = 'k', value = 'v') =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`${key}${i}`, value]));
const deep = (levels: number): object => (levels === 0 ? {} : { a: deep(levels - 1) });

describe('metadata', () => {
  it('has 16 pairs of 64 and 512 characters', () => {
    expect(metadataSchema.safeParse(pairs(16)).success).toBe(true);
    expect(metadataSchema.safeParse({ ['k'.repeat(64)]: 'v'.repeat(512) }).success).toBe(true);
    for (const bad of [pairs(17), { ['k'.repeat(65)]: '' }, { k: 'v'.repeat(513) }, { '': 'v' }, { k: 1 }, [], null]) {
      expect(metadataSchema.safeParse(bad).success).toBe(false);
    }
  });
});

describe('a new run', () => {
  const run = (more: object) => createRunSchema.safeParse({ assistant_id: 'asst_1', ...more }).success;

  it('takes every parameter of the protocol', () => {
    expect(
      run({
        model: 'model-a',
        instructions: '',
        additional_instructions: null,
        additional_messages: [
          { role: 'user', content: 'a', attachments: [{ file_id: 'file_1', tools: [{ type: 'file_search' }] }] },
          { role: 'assistant', content: [{ type: 'image_file', image_file: { file_id: 'file_2' } }], metadata: {} },
        ],
        tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }],
        metadata: { a: 'b' },
        temperature: 2,
        top_p: 0,
        max_prompt_tokens: 256,
        max_completion_tokens: 16,
        truncation_strategy: { type: 'last_messages', last_messages: 3 },
        tool_choice: { type: 'function', function: { name: 'f' } },
        parallel_tool_calls: false,
        response_format: { type: 'json_schema', json_schema: { name: 'x' } },
        reasoning_effort: 'high',
        include: ['step_details.tool_calls[*].file_search.results[*].content'],
      }),
    ).toBe(true);
    expect(run({})).toBe(true);
  });

  it.each([
    { assistant_id: '../x' },
    { stream: true },
    { unknown: 1 },
    { temperature: 2.1 },
    { temperature: Number.NaN },
    { top_p: -0.1 },
    { max_completion_tokens: 0 },
    { max_completion_tokens: 1.5 },
    { tool_choice: 'function' },
    { tools: Array.from({ length: 129 }, () => ({ type: 'x' })) },
    { tools: [deep(60)] },
    { reasoning_effort: 'High!' },
    { include: ['everything'] },
    { additional_messages: [{ role: 'system', content: 'x' }] },
    { metadata: pairs(17) },
  ])('refuses %j', (more) => expect(run(more)).toBe(false));
});

it('answers are outputs or approvals, of at least one call', () => {
  const good = [
    { tool_outputs: [{ tool_call_id: 'call_1', output: '' }] },
    { tool_approvals: [{ tool_call_id: 'call_1', approve: false }] },
  ];
  const bad = [
    {},
    { tool_outputs: [] },
    { tool_outputs: [{ tool_call_id: 'call_1' }] },
    { tool_outputs: [{ tool_call_id: 'call_1', output: {} }] },
    { ...good[0], ...good[1] },
    { tool_approvals: [{ tool_call_id: 'call_1', approve: true, headers: { a: 'b' } }] },
  ];
  expect(good.every((one) => toolOutputsSchema.safeParse(one).success)).toBe(true);
  expect(bad.some((one) => toolOutputsSchema.safeParse(one).success)).toBe(false);
});
