import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { makeQueryClient } from '#lib/client/query-client.ts';
import { ownerAccess } from '#lib/client/trace-access.ts';
import type { JsonObject } from '#lib/domain/json.ts';
import type { Run } from '#lib/domain/run.ts';
import type { Step } from '#lib/domain/step.ts';
import { ms } from '#lib/domain/time.ts';
import { messageToDomain } from '#lib/server/upstream/assistants/message-to-domain.ts';
import { runToDomain } from '#lib/server/upstream/assistants/run-to-domain.ts';
import { stepToDomain } from '#lib/server/upstream/assistants/step-to-domain.ts';
import { formatDateTime } from '../ui/format.ts';
import { RunBody, StepBody } from './detail-body.tsx';
import { RUN, RUN_SHOWN, type Shown } from './wire-samples.ts';

const DAY = 1_760_000_000;
const at = (seconds: number) => formatDateTime((DAY + seconds) * 1000);

/** Every field of a run step (same source), and the two that only the type definitions have. */
const STEP: JsonObject = {
  id: 'step_ID',
  object: 'thread.run.step',
  created_at: DAY + 1,
  run_id: 'run_ID',
  assistant_id: 'asst_ID',
  thread_id: 'thread_ID',
  type: 'tool_calls',
  status: 'failed',
  cancelled_at: DAY + 2,
  completed_at: DAY + 3,
  expires_at: DAY + 4,
  expired_at: DAY + 5,
  failed_at: DAY + 6,
  last_error: { code: 'server_error', message: 'Sorry, something went wrong.' },
  step_details: {
    type: 'tool_calls',
    tool_calls: [
      {
        id: 'call_CODE',
        type: 'code_interpreter',
        code_interpreter: { input: 'print(42)', outputs: [{ type: 'logs', logs: 'forty-two' }] },
      },
      {
        id: 'call_SEARCH',
        type: 'file_search',
        file_search: {
          ranking_options: { ranker: 'default_2024_08_21', score_threshold: 0.25 },
          results: [
            {
              file_id: 'file-HIT',
              file_name: 'prices.md',
              score: 0.73,
              content: [{ type: 'text', text: 'A chunk of text.' }],
              attributes: { region: 'north' },
            },
          ],
        },
      },
      { id: 'call_FN', type: 'function', function: { name: 'get_labels', arguments: '{"of":"x1"}', output: '["y1"]' } },
      { id: 'call_OTHER', type: 'browser_automation', browser_automation: { input: 'open the page' } },
    ],
  },
  usage: { prompt_tokens: 11, completion_tokens: 12, total_tokens: 23 },
  metadata: { note: 'N-1' },
  brand_new_field: { deep: 'kept as well' },
};

const STEP_SHOWN: Shown[] = [
  ['id', 'Step ID', 'step_ID'],
  ['object', 'Object', 'thread.run.step'],
  ['created_at', 'Created at', at(1)],
  ['run_id', 'Run ID', 'run_ID'],
  ['assistant_id', 'Assistant ID', 'asst_ID'],
  ['thread_id', 'Thread ID', 'thread_ID'],
  ['type', 'Type', 'tool_calls'],
  ['status', 'Status', 'failed'],
  ['cancelled_at', 'Cancelled at', at(2)],
  ['completed_at', 'Completed at', at(3)],
  ['expires_at', 'Expires at', at(4)],
  ['expired_at', 'Expired at', at(5)],
  ['failed_at', 'Failed at', at(6)],
  ['last_error.code', 'Last error code', 'server_error'],
  ['last_error.message', 'Last error message', 'Sorry, something went wrong.'],
  ['step_details', 'Tool calls', '4'],
  ['usage.prompt_tokens', 'Prompt tokens', '11'],
  ['usage.completion_tokens', 'Completion tokens', '12'],
  ['usage.total_tokens', 'Total tokens', '23'],
  ['metadata.note', 'Metadata: note', 'N-1'],
  ['brand_new_field', 'brand_new_field', 'kept as well'],
];

/** What tool calls hold is shown by their renderers, above the details. */
const CALL_TEXTS = [
  'call_CODE|print(42)|forty-two|call_SEARCH|default_2024_08_21|0.25|file-HIT|prices.md|0.73|A chunk of text.|north',
  'call_FN|get_labels|x1|y1|call_OTHER|browser_automation|open the page',
].flatMap((texts) => texts.split('|'));

/** Every field of a message (same source), with those of stream events. */
const MESSAGE: JsonObject = {
  id: 'msg_ID',
  object: 'thread.message',
  created_at: DAY + 1,
  completed_at: DAY + 2,
  incomplete_at: DAY + 3,
  status: 'incomplete',
  incomplete_details: { reason: 'max_tokens' },
  assistant_id: 'asst_ID',
  thread_id: 'thread_ID',
  run_id: 'run_ID',
  role: 'assistant',
  content: [{ type: 'text', text: { value: 'The words of the message.', annotations: [] } }],
  attachments: [{ file_id: 'file-ATTACHED', tools: [{ type: 'code_interpreter' }] }],
  metadata: { mood: 'calm' },
  brand_new_field: 'kept here too',
};

const MESSAGE_SHOWN: Shown[] = [
  ['id', 'Message ID', 'msg_ID'],
  ['object', 'Object', 'thread.message'],
  ['created_at', 'Created at', at(1)],
  ['completed_at', 'Completed at', at(2)],
  ['incomplete_at', 'Incomplete at', at(3)],
  ['status', 'Status', 'Incomplete'],
  ['incomplete_details', 'Incomplete details', 'max_tokens'],
  ['assistant_id', 'Assistant ID', 'asst_ID'],
  ['thread_id', 'Thread ID', 'thread_ID'],
  ['run_id', 'Run ID', 'run_ID'],
  ['role', 'Role', 'assistant'],
  ['attachments', 'Attachments', 'file-ATTACHED'],
  ['metadata', 'Metadata', 'calm'],
  ['brand_new_field', 'Other fields', 'kept here too'],
];

const access = ownerAccess('test', 'thread_ID.run_ID');

function show(body: ReactNode): void {
  render(<QueryClientProvider client={makeQueryClient()}>{body}</QueryClientProvider>);
}

async function showStep(step: Step, run: Run, wireMessage: JsonObject | null = null): Promise<void> {
  const messages = new Map(wireMessage ? [['msg_ID', messageToDomain(wireMessage, 'msg_ID')]] : []);
  show(
    <StepBody
      step={step}
      call={null}
      steps={[]}
      access={access}
      facts={{ run, messages, now: ms(0), clock: ms(0), window: null }}
      tab="rendered"
      context={{ fileUrl: access.fileUrl }}
    />,
  );
  // What tool calls show is fetched apart.
  await act(() => import('./tool-content.tsx'));
}

/** The text beside a label of one block of labelled values. */
function valueOf(block: string, label: string): string {
  const terms = within(screen.getByRole('group', { name: block })).queryAllByRole('term');
  const values = terms.filter((term) => term.textContent === label).map((term) => term.nextElementSibling?.textContent);
  return values.join(' | ');
}

const run = () => runToDomain(RUN, { source: 'test', threadId: 'thread_ID', fallbackId: '' });
const covers = (shown: Shown[], wire: JsonObject) => [
  new Set(shown.map(([path]) => path.split('.')[0])),
  new Set(Object.keys(wire)),
];

test('every field of a run is a labelled value', () => {
  const [listed, sent] = covers(RUN_SHOWN, RUN);
  expect(listed).toEqual(sent);
  const read = run();
  show(
    <RunBody
      run={read}
      access={access}
      facts={{ run: read, messages: new Map(), now: ms(0), clock: ms(0), window: null }}
      tab="rendered"
    />,
  );
  for (const [path, label, value] of RUN_SHOWN) expect(`${path}: ${valueOf('Details', label)}`).toContain(value);
});

test('every field of a step is a labelled value, and every text of its calls is there', async () => {
  const [listed, sent] = covers(STEP_SHOWN, STEP);
  expect(listed).toEqual(sent);
  await showStep(stepToDomain(STEP, ''), run());
  for (const [path, label, value] of STEP_SHOWN) expect(`${path}: ${valueOf('Details', label)}`).toContain(value);
  for (const text of CALL_TEXTS) expect(document.body.textContent).toContain(text);
});

test('every field of the message that a step wrote is a labelled value', async () => {
  const [listed, sent] = covers([...MESSAGE_SHOWN, ['content', '', '']], MESSAGE);
  expect(listed).toEqual(sent);
  const wire = {
    ...STEP,
    type: 'message_creation',
    step_details: { type: 'message_creation', message_creation: { message_id: 'msg_ID' } },
  };
  await showStep(stepToDomain(wire, ''), run(), MESSAGE);
  expect(valueOf('Details', 'Message ID')).toContain('msg_ID');
  expect(document.body.textContent).toContain('The words of the message.');
  for (const [path, label, value] of MESSAGE_SHOWN) expect(`${path}: ${valueOf('Message', label)}`).toContain(value);
});

test('a step of an unknown type shows its details as they came', async () => {
  const wire = { ...STEP, type: 'activities', step_details: { type: 'activities', activities: [{ id: 'act_1' }] } };
  await showStep(stepToDomain(wire, ''), run());
  expect(valueOf('Details', 'Type')).toBe('activities');
  expect(document.body.textContent).toContain('act_1');
  cleanup();
  await showStep(
    stepToDomain({ ...wire, type: 'dreams', step_details: { type: 'dreams', depth: 'deep-1' } }, ''),
    run(),
  );
  expect(screen.getByRole('group', { name: 'Step details' })).toHaveTextContent('deep-1');
});

test('what the source did not say stands as –, not as 0 or nothing', async () => {
  const read = runToDomain({ id: 'run_ID' }, { source: 'test', threadId: 'thread_ID', fallbackId: '' });
  show(
    <RunBody
      run={read}
      access={access}
      facts={{ run: read, messages: new Map(), now: ms(0), clock: ms(0), window: null }}
      tab="rendered"
    />,
  );
  fireEvent.click(screen.getByText(/without a value/));
  await screen.findByText('Created at');
  for (const label of [
    'Created at',
    'Usage',
    'Last error',
    'Required action',
    'Metadata',
    'Temperature',
    'Tool choice',
  ]) {
    expect([label, valueOf('Details', label)]).toEqual([label, '–']);
  }
  cleanup();
});
