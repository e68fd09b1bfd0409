import { describe, expect, test } from 'vitest';
import { handleSampleRequest } from './handler.ts';
import { allRuns, runLike, sampleAt } from './sample-client.ts';

const NOON = '2026-11-21T12:00:00Z';

describe('answers of the protocol', () => {
  const client = sampleAt(NOON);

  test('headers', async () => {
    const { headers } = await client.get('/threads');
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/);
    expect(headers.get('openai-version')).toBe('2020-10-01');
    expect(headers.get('openai-processing-ms')).toMatch(/^\d+$/);
  });

  test('a list has 20 objects, newest first, without a word', async () => {
    const { body } = await client.get('/threads');
    const data = body.data as { id: string; created_at: number }[];
    expect(data).toHaveLength(20);
    expect(body).toMatchObject({ object: 'list', has_more: true, first_id: data[0]?.id, last_id: data[19]?.id });
    expect(data.map((thread) => thread.created_at)).toEqual(data.map((t) => t.created_at).toSorted((a, b) => b - a));
  });

  test('an empty list', async () => {
    const { body } = await client.get('/threads?limit=100&order=asc');
    const [first] = body.data as { id: string }[];
    const { body: page } = await client.get(`/threads?before=${first?.id ?? ''}&order=asc`);
    expect(page).toEqual({ object: 'list', data: [], first_id: null, last_id: null, has_more: false });
  });

  test('any path may stand before the resources', async () => {
    for (const prefix of ['', '/v1', '/api/projects/nw/openai/v1']) {
      const other = sampleAt(NOON, prefix);
      expect((await other.get('/threads')).body).toEqual((await client.get('/threads')).body);
    }
  });

  test.each([
    ['/threads/thread_none', 404, "No thread found with id 'thread_none'.", null, null],
    ['/assistants/asst_none', 404, "No assistant found with id 'asst_none'.", null, null],
    ['/files/file-none', 404, 'No such File object: file-none', 'id', null],
    ['/vector_stores', 404, 'Invalid URL (GET /v1/vector_stores)', null, null],
    [
      '/threads?limit=0',
      400,
      "Invalid 'limit': integer below minimum value. Expected a value >= 1, but got 0 instead.",
      'limit',
      'integer_below_min_value',
    ],
    [
      '/threads?limit=101',
      400,
      "Invalid 'limit': integer above maximum value. Expected a value <= 100, but got 101 instead.",
      'limit',
      'integer_above_max_value',
    ],
    [
      '/threads?limit=ten',
      400,
      "Invalid type for 'limit': expected an integer, but got a string instead.",
      'limit',
      'invalid_type',
    ],
    [
      '/threads?order=up',
      400,
      "Invalid value: 'up'. Supported values are: 'asc' and 'desc'.",
      'order',
      'invalid_value',
    ],
    ['/threads?after=thread_none', 400, "No object found with id 'thread_none'.", 'after', null],
  ])('%s', async (path, status, message, param, code) => {
    const answer = await client.get(path);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error: { message, type: 'invalid_request_error', param, code } });
  });

  test('what is missing inside a thread', async () => {
    const run = runLike(await allRuns(client), 'run_');
    const thread = `/threads/${run.thread_id}`;
    const cases: [string, string][] = [
      [`${thread}/runs/run_x`, "No run found with id 'run_x'."],
      [`${thread}/runs/run_x/steps`, "No run found with id 'run_x'."],
      [`${thread}/runs/${run.id}/steps/step_123`, "No run step found with id 'step_123'."],
      [`${thread}/messages/msg_x`, "No message found with id 'msg_x'."],
    ];
    for (const [path, message] of cases) {
      const answer = await client.get(path);
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ error: { message, type: 'invalid_request_error' } });
    }
    const include = await client.get(`${thread}/runs/${run.id}/steps?include[]=everything`);
    expect(include.status).toBe(400);
    expect(include.body).toMatchObject({ error: { param: 'include', code: 'invalid_value' } });
  });

  test.each(['POST', 'DELETE', 'PUT', 'PATCH'])('%s is not allowed', async (method) => {
    const response = await handleSampleRequest(new Request('http://sample.invalid/v1/threads', { method }));
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET');
    expect(await response.json()).toMatchObject({ error: { code: 'method_not_supported' } });
  });

  test('assistants', async () => {
    const list = await client.all('/assistants');
    expect(list.map((assistant) => assistant.name)).toEqual([
      'Churn Analyst',
      'Docs Answerer',
      'Support Triage',
      'Refund Desk',
      'Ledger Reconciler',
    ]);
    for (const assistant of list) {
      expect(assistant.id).toMatch(/^asst_[0-9A-Za-z]{24}$/);
      expect((await client.get(`/assistants/${assistant.id}`)).body).toEqual(assistant);
    }
  });
});
