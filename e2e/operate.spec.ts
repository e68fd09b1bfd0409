import type { Page } from 'playwright/test';
import { heardByHost, hostRun } from './agents-host.ts';
import { ground } from './environment.ts';
import { expect, expectAccessible, test as base } from './fixtures.ts';
import { test } from './operating-test.ts';
import { FAILED_ANSWER, openLive } from './pages.ts';

test.use({ allowedErrors: [FAILED_ANSWER] });

const verdict = (page: Page) => page.locator('main > div p').first();

test('a run that waits is answered on the screen: checked, refused, kept over a reload, accepted, completed', async ({
  page,
}) => {
  const { thread, run, key } = await hostRun('functions');
  const path = `/threads/${thread}/runs/${run}/submit_tool_outputs`;
  await openLive(page, `/runs/agents/${key}`);
  const panel = page.getByRole('group', { name: 'Answer the run' });
  await expect(panel).toContainText(/Waits for 2 outputs, expires in \d+.m \d\d.s/);
  await panel.getByRole('button', { name: 'Answer' }).click();
  await expect(panel.getByRole('listitem', { name: /get_weather/ })).toContainText('Lisbon');
  const weather = panel.getByRole('textbox', { name: 'Output of get_weather' });
  const forecast = panel.getByRole('textbox', { name: 'Output of get_forecast' });

  await weather.fill('{\n  "degrees": 21,\n  "sky": clear\n}');
  await expect(panel).toContainText('Not valid JSON: a value should be here, at line 3, column 10');
  await panel.getByRole('button', { name: 'Submit 2 outputs' }).click();
  await expect(weather).toBeFocused();
  expect(await heardByHost(path)).toEqual([]);

  await weather.fill('"refuse this"');
  await panel.getByRole('group', { name: 'Output of get_forecast is' }).getByRole('button', { name: 'Plain' }).click();
  await forecast.fill('stays {warm');
  await page.reload();
  await expect(weather).toHaveValue('"refuse this"');
  await expect(forecast).toHaveValue('stays {warm');
  await expectAccessible(page, 'a run that is answered');

  await panel.getByRole('button', { name: 'Submit 2 outputs' }).click();
  await expect(panel.getByRole('alert')).toContainText('Invalid tool output: this host does not take it.');
  await expect(weather).toHaveValue('"refuse this"');
  await expect(forecast).toHaveValue('stays {warm');

  await weather.fill('{"degrees": 21}');
  await panel.getByRole('button', { name: 'Submit 2 outputs' }).click();
  await expect(verdict(page)).toContainText(/Completed/);
  await expect(panel).toBeHidden();
  const [refused, accepted, ...more] = (await heardByHost(path)) as { tool_outputs: { output: string }[] }[];
  expect(refused?.tool_outputs.map(({ output }) => output)).toEqual(['"refuse this"', 'stays {warm']);
  expect(accepted?.tool_outputs.map(({ output }) => output)).toEqual(['{"degrees": 21}', 'stays {warm']);
  expect(more).toEqual([]);
});

test('a tool call is refused on the screen', async ({ page }) => {
  const { thread, run, key } = await hostRun('approval');
  await openLive(page, `/runs/agents/${key}`);
  const panel = page.getByRole('group', { name: 'Answer the run' });
  await panel.getByRole('button', { name: 'Approve or refuse' }).click();
  await panel.getByRole('button', { name: 'Send the decision' }).click();
  await expect(panel).toContainText('Approve or refuse this call');
  await panel.getByRole('radio', { name: 'Refuse' }).check();
  await expectAccessible(page, 'an approval');
  await panel.getByRole('button', { name: 'Send the decision' }).click();
  await expect(verdict(page)).toContainText(/Completed/);
  const heard = await heardByHost(`/threads/${thread}/runs/${run}/submit_tool_outputs`);
  expect(heard).toEqual([
    { tool_approvals: [{ tool_call_id: expect.stringMatching(/^call_/) as unknown, approve: false }], stream: true },
  ]);
});

test('a run is cancelled after a question, from its page and from its thread', async ({ page }) => {
  const first = await hostRun('endless');
  await openLive(page, `/runs/agents/${first.key}`);
  await page.getByRole('button', { name: 'Cancel run' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel this run?' });
  await expect(dialog).toContainText('what its tools have done already is not undone');
  await dialog.getByRole('button', { name: 'Keep it running' }).click();
  await expect(dialog).toBeHidden();
  expect(await heardByHost(`/threads/${first.thread}/runs/${first.run}/cancel`)).toEqual([]);
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await dialog.getByRole('button', { name: 'Cancel the run' }).click();
  await expect(verdict(page)).toContainText(/Cancelled/);
  await expect(page.getByRole('button', { name: 'Cancel run' })).toBeHidden();

  const second = await hostRun('endless');
  await openLive(page, `/threads/agents/${second.thread}`);
  const blocks = page.getByRole('note').filter({ hasText: 'blocks this thread' });
  await blocks.getByRole('button', { name: 'Cancel it' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the run' }).click();
  await expect(blocks).toBeHidden();
  expect(await heardByHost(`/threads/${second.thread}/runs/${second.run}/cancel`)).toEqual([{}]);
});

test('a run is created with every setting, opens and streams; and again with its settings', async ({ page }) => {
  const { thread } = await hostRun('plain');
  await openLive(page, `/threads/agents/${thread}`);
  await page.getByRole('button', { name: 'New run' }).click();
  const form = page.getByRole('dialog', { name: 'New run in this thread' });
  await expect(
    form.getByRole('combobox', { name: 'Assistant' }).or(form.getByLabel('Assistant', { exact: true })),
  ).toHaveValue('asst_plain');
  await form.getByLabel('Model', { exact: true }).fill('model-two');
  await form.getByRole('button', { name: 'Add a message' }).click();
  await form.getByLabel('Message 1', { exact: true }).fill('And tomorrow?');
  await form.getByLabel('Additional instructions').fill('Be kind.');
  await form.getByLabel('Instructions', { exact: true }).fill('Be short.');
  await form.getByText('Tools and answer').click();
  await form.getByLabel('Tools', { exact: true }).fill('[{"type": "code_interpreter"}');
  await expect(form).toContainText('Not valid JSON: the text ends where a comma or ] should be, at line 1, column 30');
  await form.getByLabel('Tools', { exact: true }).fill('[{"type": "code_interpreter"}]');
  await form.getByLabel('Tool choice').selectOption('required');
  await form.getByLabel('Parallel tool calls').selectOption('no');
  await form.getByLabel('Response format').selectOption('json');
  await form.getByText('Model and limits').click();
  await form.getByLabel('Temperature').fill('7');
  await form.getByLabel('top_p').fill('0.5');
  await form.getByLabel('Most prompt tokens').fill('1000');
  await form.getByLabel('Most completion tokens').fill('200');
  await form.getByLabel('Truncation of the thread').selectOption('last_messages');
  await form.getByLabel('Last messages', { exact: true }).fill('4');
  await form.getByLabel('Reasoning effort').fill('low');
  await form.getByText('Up to 16 pairs').click();
  await form.getByRole('button', { name: 'Add a pair' }).click();
  await form.getByLabel('Key 1').fill('pace');
  await form.getByLabel('Value 1').fill('60');
  await expectAccessible(page, 'the form of a new run');
  await form.getByRole('button', { name: 'Start the run' }).click();
  await expect(form.getByLabel('Temperature')).toBeFocused();
  await form.getByLabel('Temperature').fill('0.4');
  await form.getByRole('button', { name: 'Start the run' }).click();

  await expect(page).toHaveURL(new RegExp(`/runs/agents/${thread}\\.run_`));
  await expect(verdict(page)).toContainText(/Completed/);
  const created = (await heardByHost(`/threads/${thread}/runs`)).slice(1);
  expect(created).toEqual([
    {
      assistant_id: 'asst_plain',
      model: 'model-two',
      instructions: 'Be short.',
      additional_instructions: 'Be kind.',
      additional_messages: [{ role: 'user', content: 'And tomorrow?' }],
      tools: [{ type: 'code_interpreter' }],
      metadata: { pace: '60' },
      temperature: 0.4,
      top_p: 0.5,
      max_prompt_tokens: 1000,
      max_completion_tokens: 200,
      truncation_strategy: { type: 'last_messages', last_messages: 4 },
      tool_choice: 'required',
      parallel_tool_calls: false,
      response_format: { type: 'json_object' },
      reasoning_effort: 'low',
      stream: true,
    },
  ]);

  const before = page.url();
  await page.getByRole('button', { name: 'Operate' }).click();
  await page.getByRole('menuitem', { name: /Run again/ }).click();
  const again = page.getByRole('dialog', { name: /^Run again like/ });
  await expect(again.getByLabel('Temperature')).toHaveValue('0.4');
  await again.getByRole('button', { name: 'Start the run' }).click();
  await expect(page).not.toHaveURL(before);
  await expect(verdict(page)).toContainText(/Completed/);
  expect((await heardByHost(`/threads/${thread}/runs`)).at(-1)).toMatchObject({
    temperature: 0.4,
    tool_choice: 'required',
    metadata: { pace: '60' },
  });
});

test('metadata is changed pair by pair, counted, and shown as the source has it then', async ({ page }) => {
  const { thread, run, key } = await hostRun('plain', { metadata: { team: 'ops', pace: '5' } });
  await openLive(page, `/runs/agents/${key}?step=run`);
  await expect(verdict(page)).toContainText(/Completed/);
  await page.getByRole('button', { name: 'Operate' }).click();
  await page.getByRole('menuitem', { name: /metadata/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Metadata of this run' });
  await dialog.getByRole('button', { name: 'Remove pair 2' }).click();
  await dialog.getByLabel('Value 1').fill('v'.repeat(513));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toContainText('longer than 512');
  await dialog.getByLabel('Value 1').fill('support');
  await dialog.getByRole('button', { name: 'Add a pair' }).click();
  await dialog.getByLabel('Key 2').fill('ticket');
  await dialog.getByLabel('Value 2').fill('INC-1');
  await expect(dialog).toContainText('2 of 16');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  expect(await heardByHost(`/threads/${thread}/runs/${run}`)).toEqual([
    { metadata: { team: 'support', ticket: 'INC-1' } },
  ]);
  await expect(page.getByRole('region', { name: `Run ${run}` })).toContainText('INC-1');
  const kept = async () => {
    const answer = await page.request.get(`/api/runs/agents/${key}`);
    return ((await answer.json()) as { run: { metadata: unknown } }).run.metadata;
  };
  await expect.poll(kept).toEqual({ team: 'support', ticket: 'INC-1' });
});

test('on a phone a run is answered with the finger', async ({ page }) => {
  const { key } = await hostRun('functions');
  await page.setViewportSize({ width: 390, height: 844 });
  await openLive(page, `/runs/agents/${key}`);
  const weather = page.getByRole('textbox', { name: 'Output of get_weather' });
  // A touch before the page listens is lost, as on every page drawn by the server.
  await expect(async () => {
    const answer = page.getByRole('button', { name: 'Answer', exact: true });
    if (await answer.isVisible()) await answer.click();
    await expect(weather).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await weather.fill('1');
  await page.getByRole('textbox', { name: 'Output of get_forecast' }).fill('2');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: 'Submit 2 outputs' }).click();
  await expect(verdict(page)).toContainText(/Completed/);
});

base('a server that only reads shows none of it and answers 403', async ({ page, request }) => {
  const { thread, key } = await hostRun('functions');
  await openLive(page, `/runs/agents/${key}`);
  await expect(verdict(page)).toContainText(/Waiting for/);
  await expect(page.getByRole('group', { name: 'Answer the run' })).toHaveCount(0);
  for (const name of ['Operate', 'Cancel run', 'Answer'])
    await expect(page.getByRole('button', { name })).toHaveCount(0);
  await openLive(page, `/threads/agents/${thread}`);
  await expect(page.getByRole('note').filter({ hasText: 'blocks this thread' })).toBeVisible();
  for (const name of ['New run', 'Cancel it']) await expect(page.getByRole('button', { name })).toHaveCount(0);
  const headers = { 'content-type': 'application/json', 'x-runlens': '1', origin: ground().app };
  const paths = [
    `/api/runs/agents/${key}/cancel`,
    `/api/runs/agents/${key}/tool-outputs`,
    `/api/threads/agents/${thread}/runs`,
  ];
  for (const path of paths) {
    const answer = await request.post(path, { headers, data: {} });
    expect(answer.status(), path).toBe(403);
    expect(await answer.json()).toMatchObject({ error: { code: 'read_only' } });
  }
  expect(await heardByHost(`/threads/${thread}/runs/`)).toEqual([]);
});
