import { expect, test } from 'vitest';
import { isJsonObject } from '../../../domain/json.ts';
import { loadLogs, segmentLogs } from './stories/churn-code.ts';
import { allRuns, runLike, sampleAt, type WireRun, type WireStep } from './sample-client.ts';

const client = sampleAt('2026-11-20T14:40:00Z');
const threadId = runLike(await allRuns(client), 'run_8dVw').thread_id;
const [check, failed, retry] = await client.all<WireRun>(`/threads/${threadId}/runs`);
const stepsOf = (run: WireRun | undefined) =>
  client.all<WireStep>(`/threads/${threadId}/runs/${run?.id ?? ''}/steps`, { include: true });
const shape = (steps: WireStep[]) =>
  steps.map(({ created_at, completed_at, failed_at, step_details }) => {
    const calls = isJsonObject(step_details) && Array.isArray(step_details.tool_calls) ? step_details.tool_calls : [];
    const what =
      calls.map((call) => (isJsonObject(call) && typeof call.type === 'string' ? call.type : '')).join('+') ||
      'message';
    return `${what} ${created_at - Number(steps[0]?.created_at)}–${Number(completed_at ?? failed_at) - Number(steps[0]?.created_at)}`;
  });

test('three runs at the hours of the pictures', () => {
  expect([check, failed, retry].map((run) => run?.status)).toEqual(['completed', 'failed', 'completed']);
  expect(new Date(Number(failed?.created_at) * 1000).toISOString()).toBe('2026-11-20T14:32:07.000Z');
  expect(Number(failed?.failed_at) - Number(failed?.created_at)).toBe(41);
  expect(new Date(Number(retry?.created_at) * 1000).toISOString()).toBe('2026-11-20T14:38:02.000Z');
  expect(Number(retry?.completed_at) - Number(retry?.created_at)).toBe(21);
  expect(failed?.last_error).toMatchObject({ code: 'rate_limit_exceeded' });
  expect(failed?.usage).toMatchObject({ prompt_tokens: 18_412, completion_tokens: 1306, total_tokens: 19_718 });
  expect(retry?.usage).toMatchObject({ total_tokens: 22_604 });
  expect(retry?.metadata).toMatchObject({ retry_of: failed?.id });
});

test('the steps of the failed run', async () => {
  const steps = await stepsOf(failed);
  expect(shape(steps)).toEqual([
    'file_search 0–2',
    'message 2–3',
    'code_interpreter 3–7',
    'function+function 7–34',
    'code_interpreter 34–37',
    'message 37–39',
    'code_interpreter 39–40',
  ]);
  expect(steps[6]).toMatchObject({ status: 'failed', last_error: { code: 'rate_limit_exceeded' }, usage: null });
  expect(JSON.stringify(steps[4])).toContain('Starter share of added churn');
  expect(loadLogs.split('\n')).toHaveLength(14);
  expect(segmentLogs(0, 17).split('\n')).toHaveLength(12);
});

test('the retry has eight steps and ends with a chart and a table', async () => {
  const steps = await stepsOf(retry);
  expect(steps).toHaveLength(8);
  const answer = (await client.all(`/threads/${threadId}/messages`)).at(-1);
  expect(JSON.stringify(answer)).toMatch(/"type":"image_file".*/);
  expect(JSON.stringify(answer)).toContain('"type":"file_path"');
});

test('the files hold what the story says', async () => {
  const thread = (await client.get(`/threads/${threadId}`)).body;
  const [csvId] = /file-[0-9A-Za-z]{22}/.exec(JSON.stringify(thread)) ?? [];
  const csv = await client.bytes(`/files/${csvId}/content`);
  expect(csv.headers.get('content-type')).toContain('text/csv');
  const rows = new TextDecoder()
    .decode(csv.bytes)
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  expect(rows.every((row) => row.length === 13)).toBe(true);
  const paying = rows.slice(1).filter((row) => row[2] === 'paid');
  const churned = (segment: string) => paying.filter((row) => row[1] === segment && row[12] === 'true');
  expect(rows).toHaveLength(5201);
  expect(paying).toHaveLength(4812);
  expect(['starter', 'team', 'business', 'enterprise'].map((segment) => churned(segment).length)).toEqual([
    120, 51, 21, 4,
  ]);
  expect(loadLogs).toContain(`renewed_on         ${rows.slice(1).filter((row) => row[10] === '').length}`);
  expect(churned('starter').filter((row) => row[3] === 'monthly')).toHaveLength(88);

  const steps = await stepsOf(retry);
  const images = [...JSON.stringify(steps).matchAll(/"image":\{"file_id":"([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(images).size).toBe(2);
  for (const id of images) {
    const { bytes, headers } = await client.bytes(`/files/${id}/content`);
    expect(headers.get('content-type')).toBe('image/png');
    expect(Array.from(bytes.slice(0, 8))).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
    const view = new DataView(bytes.buffer);
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([1200, 700]);
    expect(bytes.length).toBeLessThan(40 * 1024);
  }
  const [pdfId] = /file-7HnG[0-9A-Za-z]{18}/.exec(JSON.stringify(steps)) ?? [];
  const pdf = new TextDecoder('latin1').decode((await client.bytes(`/files/${pdfId}/content`)).bytes);
  expect(pdf.startsWith('%PDF-1.4')).toBe(true);
  const table = Number(/startxref\n(\d+)/.exec(pdf)?.[1]);
  expect(pdf.slice(table, table + 4)).toBe('xref');
  expect(pdf).toContain('(2.1 Churned account.');
});
