import { describe, expect, test } from 'vitest';
import { isJsonObject, type JsonObject } from '../../../domain/json.ts';
import { allMessages, allRuns, allSteps, INCLUDE, sampleAt } from './sample-client.ts';

const client = sampleAt('2026-11-21T15:30:00Z');
const runs = await allRuns(client);
const steps = await allSteps(client, runs);
const messages = await allMessages(client);

const list = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);
const object = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});
const word = (value: unknown) => (typeof value === 'string' ? value : '');
const sorted = (words: unknown[]) => [...new Set(words.map(word))].toSorted((a, b) => a.localeCompare(b));
const calls = steps.flatMap((step) => list(object(step.step_details).tool_calls));
const outputs = calls.flatMap((call) => list(object(call.code_interpreter).outputs));
const parts = messages.flatMap((message) => list(message.content));
const annotations = parts.flatMap((part) =>
  list(object(part.text).annotations).map((mark) => ({ mark, value: word(object(part.text).value) })),
);

describe('kinds of things', () => {
  test('every tool type', () => {
    expect(sorted(calls.map((call) => call.type))).toEqual(
      'azure_ai_search bing_grounding browser_automation code_interpreter connected_agent fabric_dataagent file_search function mcp openapi retrieval'.split(
        ' ',
      ),
    );
    expect(JSON.stringify(steps)).toContain('"type":"mcp_list_tools"');
  });

  test('every part of a message and every kind of annotation', () => {
    expect(sorted(parts.map((part) => part.type))).toEqual(['image_file', 'image_url', 'refusal', 'text']);
    expect(sorted(annotations.map(({ mark }) => mark.type))).toEqual(['file_citation', 'file_path', 'url_citation']);
    expect(messages.some((message) => list(message.attachments).length > 1)).toBe(true);
  });

  test('the shapes that are rare', () => {
    const searches = calls.filter((call) => call.type === 'file_search').map((call) => object(call.file_search));
    expect(searches).toContainEqual({});
    expect(searches.some((found) => found.results === null)).toBe(true);
    expect(searches.some((found) => list(found.results).some((result) => !('content' in result)))).toBe(true);
    expect(
      searches.some((found) => list(found.results).some((result) => Object.keys(object(result.attributes)).length > 2)),
    ).toBe(true);
    expect(searches.some((found) => object(found.ranking_options).score_threshold === 0)).toBe(true);
    const code = calls.filter((call) => call.type === 'code_interpreter').map((call) => object(call.code_interpreter));
    const kinds = code.map((run) =>
      list(run.outputs)
        .map((output) => word(output.type))
        .join(' '),
    );
    expect(kinds).toContain('');
    expect(kinds).toContain('logs image logs image logs');
    const args = calls.filter((call) => call.type === 'function').map((call) => word(object(call.function).arguments));
    expect(args.filter((text) => !parses(text))).not.toHaveLength(0);
    const results = calls.filter((call) => call.type === 'function').map((call) => object(call.function).output);
    expect(results).toContain(null);
    expect(results.some((text) => typeof text === 'string' && !parses(text))).toBe(true);
    expect(results.some((text) => typeof text === 'string' && parses(text) && text.split('\n').length >= 1200)).toBe(
      true,
    );
    const logs = outputs.flatMap((output) => (typeof output.logs === 'string' ? [output.logs] : []));
    expect(logs.some((text) => text.split('\n').length === 2000 && text.includes('\u001b[31m'))).toBe(true);
    expect(Math.max(...logs.flatMap((text) => text.split('\n')).map((line) => line.length))).toBeGreaterThan(10_000);
    expect(steps.some((step) => step.status === 'completed' && step.usage === null)).toBe(true);
  });

  test('settings of runs differ', () => {
    const kinds = (key: string) => new Set(runs.map((run) => JSON.stringify(run[key])));
    for (const key of [
      'response_format',
      'tool_choice',
      'truncation_strategy',
      'reasoning_effort',
      'model',
      'temperature',
      'top_p',
      'max_completion_tokens',
      'parallel_tool_calls',
      'metadata',
      'incomplete_details',
    ]) {
      expect({ key, several: kinds(key).size > 1 }).toEqual({ key, several: true });
    }
    const codes = runs.map((run) => object(run.last_error).code).filter(Boolean);
    expect(sorted(codes)).toEqual(['rate_limit_exceeded', 'server_error']);
  });
});

describe('one object agrees with the other', () => {
  test('marks of annotations stand where they say', () => {
    expect(annotations.length).toBeGreaterThan(50);
    for (const { mark, value } of annotations) {
      expect(value.slice(Number(mark.start_index), Number(mark.end_index))).toBe(mark.text);
    }
  });

  test('usage of a run is the sum of its steps', () => {
    for (const run of runs.filter((r) => r.usage)) {
      const own = steps.filter((step) => step.run_id === run.id).map((step) => object(step.usage));
      for (const key of ['prompt_tokens', 'completion_tokens', 'total_tokens']) {
        const sum = own.reduce((total, usage) => total + Number(usage[key] ?? 0), 0);
        expect({ run: run.id, key, sum }).toEqual({ run: run.id, key, sum: object(run.usage)[key] });
      }
    }
  });

  test('steps follow each other inside their run, and messages exist', () => {
    const ids = new Set(messages.map((message) => message.id));
    for (const run of runs) {
      let at = run.created_at;
      for (const step of steps.filter((s) => s.run_id === run.id)) {
        expect(step.created_at).toBeGreaterThanOrEqual(at);
        at = step.created_at;
        const message = object(object(step.step_details).message_creation).message_id;
        if (message) expect(ids).toContain(message);
      }
      expect(at).toBeLessThanOrEqual(run.completed_at ?? run.failed_at ?? run.cancelled_at ?? Infinity);
    }
  });

  test('every file that is named can be opened', async () => {
    const named = new Set(JSON.stringify([steps, messages]).match(/file-[0-9A-Za-z]{22}/g));
    expect(named.size).toBeGreaterThan(20);
    for (const id of named) {
      const { status, body } = await client.get(`/files/${id}`);
      expect({ id, status }).toEqual({ id, status: 200 });
      const { bytes } = await client.bytes(`/files/${id}/content`);
      expect(bytes.length).toBe(body.bytes);
    }
  });

  test('the run of a connected agent can be opened', async () => {
    const child = object(calls.find((call) => call.type === 'connected_agent')?.connected_agent);
    const { status, body } = await client.get(`/threads/${word(child.thread_id)}/runs/${word(child.run_id)}`);
    expect(status).toBe(200);
    expect(body.assistant_id).toBe(child.assistant_id);
  });

  test('the text of search results goes out only when it is asked for', async () => {
    const step = steps.find((s) => JSON.stringify(s).includes('"content":[{"type":"text"'));
    const path = `/threads/${step?.thread_id}/runs/${step?.run_id}/steps`;
    const bare = JSON.stringify((await client.get(`${path}/${step?.id}`)).body);
    expect(bare).toContain('"score":');
    expect(bare).not.toContain('"content"');
    expect(JSON.stringify((await client.get(path)).body)).not.toContain('"content"');
    expect((await client.get(`${path}/${step?.id}?${INCLUDE}`)).body).toEqual(step);
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
