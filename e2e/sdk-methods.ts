import type OpenAI from 'openai';
import type { AssistantStream } from 'openai/lib/AssistantStream';

/** What one method of the vendor's client gave, by its name. */
export type SdkResults = Record<string, unknown>;

const INCLUDE = 'step_details.tool_calls[*].file_search.results[*].content';
const POLL = { pollIntervalMs: 30 };

/** Calls every method of the runs and run-steps resources of the vendor's client, and those around it that it needs. */
export async function driveEveryMethod(client: OpenAI): Promise<SdkResults> {
  const { threads } = client.beta;
  const { runs } = threads;
  const made = await threads.create({ messages: [{ role: 'user', content: 'How warm is it?' }] });
  const thread_id = made.id;
  const outputsOf = (run: OpenAI.Beta.Threads.Run, output: string) =>
    (run.required_action?.submit_tool_outputs.tool_calls ?? []).map((call) => ({ tool_call_id: call.id, output }));
  const results: SdkResults = {};

  const created = await runs.create(thread_id, {
    assistant_id: 'asst_tools',
    include: [INCLUDE],
    metadata: { pace: '2' },
    temperature: 0.5,
    truncation_strategy: { type: 'last_messages', last_messages: 3 },
  });
  results.create = [created.object, created.temperature, created.truncation_strategy];
  const polled = await runs.poll(created.id, { thread_id }, POLL);
  results.poll = polled.status;
  results.retrieve = (await runs.retrieve(created.id, { thread_id })).status;
  results.update = (await runs.update(created.id, { thread_id, metadata: { case: '7' } })).metadata;
  const bare = await runs.steps.list(created.id, { thread_id, order: 'asc' });
  const full = await runs.steps.list(created.id, { thread_id, order: 'asc', include: [INCLUDE] });
  results.steps = full.data.map((step) => step.type);
  results.include = [bare, full].map((page) => JSON.stringify(page.data).includes('Returns are accepted'));
  const [step] = full.data;
  results.step = (await runs.steps.retrieve(step?.id ?? '', { thread_id, run_id: created.id })).id === step?.id;

  const waiting = await runs.createAndPoll(thread_id, { assistant_id: 'asst_function' }, POLL);
  results.createAndPoll = waiting.status;
  const answers = { thread_id, tool_outputs: outputsOf(waiting, '21') };
  results.submitToolOutputsAndPoll = (await runs.submitToolOutputsAndPoll(waiting.id, answers, POLL)).status;
  const again = await runs.createAndPoll(thread_id, { assistant_id: 'asst_function' }, POLL);
  const submitted = await runs.submitToolOutputs(again.id, { thread_id, tool_outputs: outputsOf(again, '22') });
  results.submitToolOutputs = submitted.id === again.id;
  await runs.poll(again.id, { thread_id }, POLL);
  results.output = JSON.stringify((await runs.steps.list(again.id, { thread_id })).data).includes('"output":"22"');

  results.stream = await toEnd(runs.stream(thread_id, { assistant_id: 'asst_tools' }));
  results.createAndStream = await toEnd(runs.createAndStream(thread_id, { assistant_id: 'asst_plain' }));
  const paused = runs.stream(thread_id, { assistant_id: 'asst_function' });
  results.paused = (await toEnd(paused)).status;
  const run = await paused.finalRun();
  results.submitToolOutputsStream = await toEnd(
    runs.submitToolOutputsStream(run.id, { thread_id, tool_outputs: outputsOf(run, '23') }),
  );
  results.createAndRunStream = await toEnd(threads.createAndRunStream({ assistant_id: 'asst_plain' }));

  const endless = await runs.create(thread_id, { assistant_id: 'asst_endless' });
  results.refused = await client.beta.threads.messages.create(thread_id, { role: 'user', content: 'And now?' }).then(
    () => null,
    (error: InstanceType<typeof OpenAI.APIError>) => [
      error.status,
      /while a run run_live_\d+ is active/.test(error.message),
    ],
  );
  results.cancel = (await runs.cancel(endless.id, { thread_id })).status;
  results.cancelled = (await runs.poll(endless.id, { thread_id }, POLL)).status;

  const listed: string[] = [];
  for await (const one of runs.list(thread_id, { limit: 2, order: 'asc' })) listed.push(one.id);
  results.autoPaging = [listed.length, new Set(listed).size, listed[0] === created.id];
  const messages: string[] = [];
  for await (const one of threads.messages.list(thread_id, { limit: 3 })) messages.push(one.role);
  results.messages = messages.at(-1);
  results.assistants = (await client.beta.assistants.list()).data.length > 3;
  results.deleted = (await threads.delete((await threads.create()).id)).deleted;
  return results;
}

async function toEnd(stream: AssistantStream): Promise<{ status: string; steps: number; text: string }> {
  const run = await stream.finalRun();
  const steps = await stream.finalRunSteps();
  const texts = (await stream.finalMessages()).flatMap(({ content }) =>
    content.flatMap((part) => (part.type === 'text' ? part.text.value : [])),
  );
  return { status: run.status, steps: steps.length, text: texts.join(' | ') };
}

/** What a client of the vendor must get from `driveEveryMethod`. */
export const EXPECTED: SdkResults = {
  create: ['thread.run', 0.5, { type: 'last_messages', last_messages: 3 }],
  poll: 'completed',
  retrieve: 'completed',
  update: { case: '7' },
  steps: ['tool_calls', 'message_creation', 'tool_calls', 'message_creation'],
  include: [false, true],
  step: true,
  createAndPoll: 'requires_action',
  submitToolOutputsAndPoll: 'completed',
  submitToolOutputs: true,
  output: true,
  stream: { status: 'completed', steps: 4, text: 'Four rows, mean 21.5. | You have 30 days【0:0†policy.md】.' },
  createAndStream: { status: 'completed', steps: 1, text: 'The answer is 42. 🚀' },
  paused: 'requires_action',
  submitToolOutputsStream: { status: 'completed', steps: 2, text: 'It is warm.' },
  createAndRunStream: { status: 'completed', steps: 1, text: 'The answer is 42. 🚀' },
  refused: [400, true],
  cancel: 'cancelling',
  cancelled: 'cancelled',
  autoPaging: [7, 7, true],
  messages: 'user',
  assistants: true,
  deleted: true,
};
