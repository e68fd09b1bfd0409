import { expect, test } from './fixtures.ts';
import { openLive } from './pages.ts';

const NAME = `exact${Date.now().toString(36)}`;
const [RUN, THREAD] = [`run_${NAME}`, `thread_${NAME}`];
const CREATED = 1_795_000_000;

/** What numbers of a source look like; none of them is written so by JavaScript. */
const NUMBERS = {
  metadata: '9007199254740993',
  field: '12345678901234567890',
  schema: '1.0',
  payload: '900719925474099312345',
  ofCall: '9007199254740997',
  attribute: '0.10',
  tokens: '9223372036854775807',
  temperature: '1.0',
  topP: '0.90',
  limit: '5e3',
  activity: '-9007199254740995',
  details: '9007199254740999',
};

const step = (n: number, type: string, details: string, more = '') =>
  `{"id":"step_${NAME}${n}","object":"thread.run.step","run_id":"${RUN}","thread_id":"${THREAD}","status":"completed",` +
  `"created_at":${CREATED + n},"completed_at":${CREATED + n + 1},"type":"${type}","step_details":${details}${more}}`;
const calls = (...list: string[]) => `{"type":"tool_calls","tool_calls":[${list.join(',')}]}`;

/** As text: an object of JavaScript cannot hold these numbers. */
const WIRE = `{"object":"list","data":[
  {"id":"${RUN}","object":"thread.run","thread_id":"${THREAD}","status":"completed","created_at":${CREATED},
   "started_at":${CREATED}.0,"completed_at":${CREATED + 20},"metadata":{"ticket":${NUMBERS.metadata}},
   "big_field":${NUMBERS.field},"temperature":${NUMBERS.temperature},"top_p":${NUMBERS.topP},"max_prompt_tokens":${NUMBERS.limit},
   "usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":${NUMBERS.tokens}},
   "tools":[{"type":"function","function":{"name":"f","parameters":{"minimum":${NUMBERS.schema}}}}]},
  ${step(
    1,
    'tool_calls',
    calls(
      `{"id":"call_a","type":"mcp","server_label":"orders","arguments":"{\\"id\\":${NUMBERS.payload}}","rows":${NUMBERS.payload}}`,
      `{"id":"call_b","type":"made_up_tool","made_up_tool":{"rows":${NUMBERS.payload}}}`,
      `{"id":"call_c","type":"function","function":{"name":"f","arguments":{"id":${NUMBERS.payload}},"output":null},"big":${NUMBERS.ofCall}}`,
      `{"id":"call_d","type":"file_search","file_search":{"results":[{"file_name":"a.md","score":0.50,"attributes":{"part":${NUMBERS.attribute}}}]}}`,
    ),
  )},
  ${step(2, 'activities', `{"type":"activities","activities":[{"id":"act_a","type":"mcp_list_tools","n":${NUMBERS.activity}}],"more":${NUMBERS.details}}`)}
]}`;

test('every number of a source is shown as the source wrote it', async ({ page, request, baseURL }) => {
  const sent = await request.post('/api/imports', {
    headers: { 'X-Runlens': '1', Origin: baseURL ?? '', 'Content-Type': 'application/json' },
    data: Buffer.from(WIRE),
  });
  expect(sent.status(), await sent.text()).toBe(201);
  const address = `/runs/file/${THREAD}.${RUN}`;
  // Our own API writes them as the source did, so that whoever can read them does.
  const answer = await (await request.get(`/api/runs/file/${THREAD}.${RUN}`)).text();
  for (const number of Object.values(NUMBERS)) expect(answer).toContain(number);
  expect(answer).toContain(`"big_field":${NUMBERS.field}`);
  expect(answer).not.toContain('$number');
  const detail = page.getByRole('region', { name: /in Step 1,/ });

  await openLive(page, `${address}?step=step_${NAME}1&call=0`);
  await expect(detail.getByText(NUMBERS.payload)).toHaveCount(2);
  await openLive(page, `${address}?step=step_${NAME}1&call=1`);
  await expect(detail.getByText(NUMBERS.payload)).toHaveCount(1);
  await openLive(page, `${address}?step=step_${NAME}1&call=2`);
  await expect(detail.getByText(NUMBERS.payload)).toHaveCount(1);
  await expect(detail.getByText(NUMBERS.ofCall, { exact: true })).toHaveCount(1);
  await openLive(page, `${address}?step=step_${NAME}1&call=3`);
  await expect(detail.getByText(NUMBERS.attribute, { exact: true })).toHaveCount(1);
  await openLive(page, `${address}?step=step_${NAME}2`);
  const activities = page.getByRole('region', { name: /^Step 2/ });
  await expect(activities.getByText(NUMBERS.activity)).toHaveCount(1);
  await expect(activities.getByText(NUMBERS.details)).toHaveCount(1);

  await openLive(page, `${address}?step=run`);
  const run = page.getByRole('region', { name: /^Run/ });
  for (const number of [NUMBERS.metadata, NUMBERS.field, NUMBERS.tokens]) {
    await expect(run.getByText(number, { exact: true })).toHaveCount(1);
  }
  await expect(run.getByRole('tree', { name: /^Tool 1/ })).toContainText(`minimum: ${NUMBERS.schema}`);

  await openLive(page, `${address}?drawer=parameters`);
  await expect(page.getByRole('group', { name: 'Parameters' })).toHaveText(
    `Temperature${NUMBERS.temperature}Top p${NUMBERS.topP}Max prompt tokens${NUMBERS.limit}`,
  );

  for (const list of [`/runs?source=file&thread=${THREAD}`, `/runs?source=file&group=thread`]) {
    await openLive(page, list);
    await expect(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible();
  }
  for (const list of [`runs?source=file&thread=${THREAD}`, 'runs/groups?by=thread&source=file&limit=100']) {
    const listed = await (await request.get(`/api/${list}`)).text();
    expect(listed).toContain(`"temperature":${NUMBERS.temperature},"topP":${NUMBERS.topP}`);
    expect(listed).not.toContain('$number');
  }

  await openLive(page, `${address}?view=conversation`);
  await expect(page.getByRole('main')).toContainText(`id ${NUMBERS.payload}`);
});
