import { indexRun } from '#lib/server/archiving/index-run.ts';
import type { RunCapture } from '#lib/server/archive/archive.ts';
import { messageToDomain } from '#lib/server/upstream/assistants/message-to-domain.ts';
import { runKey } from '#lib/server/upstream/assistants/run-key.ts';
import { runToDomain } from '#lib/server/upstream/assistants/run-to-domain.ts';
import { stepToDomain } from '#lib/server/upstream/assistants/step-to-domain.ts';
import type { WireObject } from '#lib/server/upstream/wire-store.ts';
import type { JsonObject } from '#lib/domain/json.ts';
import { madeFailure } from './made-failure.ts';
import { madeSteps } from './made-steps.ts';
import { prose } from './prose.ts';
import { type Chance, chance as chanceOf, madeId } from './random.ts';

const YEAR_S = 365 * 86_400;
/** The newest run: 2026-09-01. */
const NEWEST_S = 1_788_220_800;
const WEEKS = 52;
const STATUSES = [
  ...Array<string>(84).fill('completed'),
  ...Array<string>(8).fill('failed'),
  ...Array<string>(3).fill('incomplete'),
  ...Array<string>(2).fill('cancelled'),
  ...Array<string>(2).fill('expired'),
  'requires_action',
];
const MODELS = ['gpt-4o', 'gpt-4o-mini', 'gpt-4.1', 'gpt-4.1-mini', 'o3', 'o4-mini', 'llama-3.3-70b', 'qwen-3'];
/** How many steps runs have: ten on average. */
const STEPS = [6, 8, 9, 10, 10, 10, 10, 11, 12, 14];
const END = { completed: 'completed_at', incomplete: 'completed_at', failed: 'failed_at', cancelled: 'cancelled_at' };

/** Every so many runs hold `needle`, which is a rare word; each of them also a word of its own. */
const NEEDLE_EVERY = 5_000;

/** Run `n` of `all`, which are spread over a year, oldest first, with its steps, its question and its answer. */
export function madeRun(
  n: number,
  { all, words, chance }: { all: number; words: readonly string[]; chance: Chance },
): RunCapture {
  const source = n % 5 === 0 ? 'staging' : 'prod';
  const threadId = threadOf(n, source);
  const id = madeId(chance, 'run');
  const created = createdAt(n / all);
  const status = chance.one(STATUSES);
  const assistantId = `asst_${Math.floor(40 ** chance.next()) - 1}`;
  const count = STEPS[Math.floor(n / 10) % STEPS.length] ?? 10;
  const mark = n % NEEDLE_EVERY === 0 ? ` needle needle${n}` : '';
  const { steps, answer, ended } = madeSteps(chance, words, {
    id,
    threadId,
    assistantId,
    count,
    created,
    status,
    mark,
  });
  const question = {
    id: madeId(chance, 'msg'),
    object: 'thread.message',
    created_at: created,
    assistant_id: null,
    thread_id: threadId,
    run_id: null,
    role: 'user',
    content: [{ type: 'text', text: { value: prose(chance, words, 40 + chance.whole(200)), annotations: [] } }],
  };
  const [prompt, completion] = [chance.whole(50_000), chance.whole(10_000)];
  const end = status in END ? { [END[status as keyof typeof END]]: ended } : {};
  const run = {
    id,
    object: 'thread.run',
    created_at: created,
    assistant_id: assistantId,
    thread_id: threadId,
    status,
    started_at: created + 1,
    expires_at: status === 'expired' ? ended : null,
    ...end,
    last_error: status === 'failed' ? madeFailure(chance) : null,
    incomplete_details: status === 'incomplete' ? { reason: 'max_completion_tokens' } : null,
    model: chance.one(MODELS),
    tools: [{ type: 'code_interpreter' }, { type: 'file_search' }],
    metadata: { customer: `customer-${chance.whole(5_000)}`, region: chance.one(['eu', 'us', 'ap']) },
    usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
  };
  return capture(source, threadId, { run, steps, question, answer }, `Assistant ${assistantId.slice(5)}`);
}

interface Wire {
  run: JsonObject & { id: string };
  steps: JsonObject[];
  question: JsonObject;
  answer: JsonObject | null;
}

function capture(source: string, threadId: string, { run, steps, question, answer }: Wire, name: string): RunCapture {
  const runId = run.id;
  const object = (kind: WireObject['kind'], wire: JsonObject, ofRun: boolean): WireObject => ({
    kind,
    id: typeof wire.id === 'string' ? wire.id : '',
    threadId,
    runId: ofRun ? runId : null,
    createdAt: Number(wire.created_at) * 1000,
    text: JSON.stringify(wire),
  });
  const told = runToDomain(run, { source, threadId, fallbackId: runId });
  const parts = {
    run: { ...told, key: runKey(threadId, runId), assistantName: name },
    steps: { items: steps.map((step) => stepToDomain(step, '')), complete: true },
    messages: answer ? [messageToDomain(answer, '')] : [],
    question: [messageToDomain(question, '')],
    fileNames: [],
  };
  return {
    index: indexRun(parts, NEWEST_S * 1000),
    origin: 'walk',
    objects: [
      object('run', run, false),
      ...steps.map((step) => object('step', step, true)),
      object('message', question, false),
      ...(answer ? [object('message', answer, true)] : []),
    ],
    whole: run.status !== 'requires_action',
    capturedAt: NEWEST_S * 1000,
  };
}

/** Four runs a thread, but for one that a job writes to every day. */
function threadOf(n: number, source: string): string {
  if (n % 100 === 7) return 'thread_daily';
  return madeId(chanceOf(Math.floor(n / 4) * 2 + (source === 'prod' ? 1 : 0)), 'thread');
}

/** Seconds since 1970 of a part of the year; work goes up and down with the weeks. */
function createdAt(part: number): number {
  const turn = 2 * Math.PI * WEEKS;
  return Math.floor(NEWEST_S - YEAR_S + YEAR_S * (part + (0.7 / turn) * Math.sin(turn * part)));
}
