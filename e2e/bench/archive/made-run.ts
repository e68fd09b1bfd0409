import type { RunCapture } from '#lib/server/archive/archive.ts';
import type { WireObject } from '#lib/server/upstream/wire-store.ts';
import { prose } from './prose.ts';
import type { Chance } from './random.ts';

const YEAR_MS = 365 * 86_400_000;
/** The newest run: 2026-09-01. */
const NEWEST = 1_788_220_800_000;
const STEP_CHARACTERS = 1_050;
const STATUSES = [
  ...Array.from({ length: 84 }, () => ['completed', 'completed'] as const),
  ...Array.from({ length: 8 }, () => ['failed', 'failed'] as const),
  ...Array.from({ length: 3 }, () => ['incomplete', 'failed'] as const),
  ...Array.from({ length: 2 }, () => ['cancelled', 'other'] as const),
  ...Array.from({ length: 2 }, () => ['expired', 'other'] as const),
  ['requires_action', 'waiting'] as const,
];
const MODELS = ['gpt-4o', 'gpt-4o-mini', 'gpt-4.1', 'gpt-4.1-mini', 'o3', 'o4-mini', 'llama-3.3-70b', 'qwen-3'];
const ERRORS = ['rate_limit_exceeded', 'server_error', 'invalid_prompt', 'tool_failed', 'timeout', 'content_filter'];
const TOOLS = ['function', 'code_interpreter', 'file_search', 'web_search'];

/** Every so many runs hold `needle`, which is a rare word; each of them also a word of its own. */
export const NEEDLE_EVERY = 5_000;

/** Run `n` of `all`, which are spread over a year, with its steps. */
export function madeRun(
  n: number,
  { all, steps, words, chance }: { all: number; steps: number; words: readonly string[]; chance: Chance },
): RunCapture {
  const source = n % 5 === 0 ? 'staging' : 'prod';
  const id = `run_${n.toString(36).padStart(6, '0')}${chance.whole(2 ** 32).toString(36)}`;
  const threadId = `thread_${Math.floor(n / 4).toString(36)}x${source}`;
  const createdAt = Math.floor((NEWEST - YEAR_MS + (n / all) * YEAR_MS) / 1000) * 1000;
  const [status, outcome] = chance.one(STATUSES);
  const failed = outcome === 'failed';
  const errorCode = failed ? chance.one(ERRORS) : null;
  const model = chance.one(MODELS);
  const assistantId = `asst_${Math.floor(40 ** chance.next()) - 1}`;
  const tools = TOOLS.filter(() => chance.next() < 0.35);
  const texts = Array.from({ length: steps }, () => prose(chance, words, STEP_CHARACTERS));
  if (n % NEEDLE_EVERY === 0) texts.push(`needle needle${n}`);
  const place = { threadId, runId: id };
  const object = (kind: WireObject['kind'], own: string, at: number, more: object): WireObject => ({
    kind,
    id: own,
    ...(kind === 'run' ? { threadId, runId: null } : place),
    createdAt: createdAt + at,
    text: JSON.stringify({ id: own, object: `thread.${kind}`, created_at: (createdAt + at) / 1000, ...more }),
  });
  const kind = chance.whole(60);
  return {
    index: {
      source,
      key: `${threadId}.${id}`,
      id,
      threadId,
      status,
      outcome,
      assistantId,
      assistantName: `Assistant ${assistantId}`,
      model,
      createdAt,
      endedAt: outcome === 'waiting' ? null : createdAt + 20_000,
      duration: outcome === 'waiting' ? null : chance.whole(120_000),
      tokens: chance.whole(60_000),
      errorCode,
      tools,
      fingerprint: failed
        ? { hash: `fp${kind}`, title: `Failure of kind ${kind}`, code: errorCode, tool: null, stepId: `${id}_s0` }
        : null,
      summary: null,
      text: texts.join('\n'),
    },
    origin: 'walk',
    objects: [
      object('run', id, 0, { status, model, assistant_id: assistantId, thread_id: threadId }),
      ...texts.map((text, at) => object('step', `${id}_s${at}`, at * 1000, { status: 'completed', details: { text } })),
    ],
    whole: outcome !== 'waiting',
    capturedAt: NEWEST,
  };
}
