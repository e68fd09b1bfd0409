import 'server-only';
import type { Json, JsonObject } from '../../../domain/json.ts';
import type { Look } from './ids.ts';
import type { CallPlan, StepPlan, UsagePlan } from './plan.ts';
import type { ThreadBuilder } from './thread-builder.ts';
import type { WireSearchResult } from './wire.ts';

export interface StepOptions {
  stepLook?: Look;
  /** Prompt, completion, cached and reasoning tokens; null where the source tells none; estimated when absent. */
  usage?: readonly [prompt: number, completion: number, cached?: number, reasoning?: number] | UsagePlan | null;
}

/** A tool call before it has an id. */
export interface CallDraft {
  type: string;
  begun: JsonObject;
  done: JsonObject;
  waitsFor?: StepPlan['waitsFor'];
  look?: Look | undefined;
}

/** Python and what it printed (text) or drew (a file), in order. */
export function python(input: string, outputs: (string | { id: string })[], look?: Look): CallDraft {
  const shown = outputs.map(
    (output): JsonObject =>
      typeof output === 'string' ? { type: 'logs', logs: output } : { type: 'image', image: { file_id: output.id } },
  );
  return {
    type: 'code_interpreter',
    begun: { code_interpreter: { input, outputs: [] } },
    done: { code_interpreter: { input, outputs: shown } },
    look,
  };
}

/** A search. `results` null is sent as null. */
export function search(
  results: WireSearchResult[] | null,
  ranking: { ranker: string; score_threshold: number } = { ranker: 'default_2024_08_21', score_threshold: 0.0 },
  look?: Look,
): CallDraft {
  return {
    type: 'file_search',
    begun: { file_search: { ranking_options: ranking, results: [] } },
    done: { file_search: { ranking_options: ranking, results } },
    look,
  };
}

/** A function of the user's own server. `output` null was never submitted. */
export function call(name: string, args: Json | string, output: Json | string | null, look?: Look): CallDraft {
  const written = typeof args === 'string' ? args : JSON.stringify(args);
  const answer = output === null || typeof output === 'string' ? output : JSON.stringify(output);
  return {
    type: 'function',
    begun: { function: { name, arguments: written, output: null } },
    done: { function: { name, arguments: written, output: answer } },
    waitsFor: 'outputs',
    look,
  };
}

/** A function call that was written but never waited for, because the run ended with its step. */
export function unasked(name: string, args: Json | string): CallDraft {
  return { ...call(name, args, null), waitsFor: null };
}

/** Any other tool, its payload under its own name. */
export function tool(type: string, done: JsonObject, begun: JsonObject = done, under = type): CallDraft {
  return { type, begun: { [under]: begun }, done: { [under]: done } };
}

/** A tool of an MCP server (Azure): everything stands beside the id. Waits for approval when `asks`. */
export function mcp(server: string, name: string, args: Json, output: string, asks: boolean): CallDraft {
  const shared = { name, arguments: JSON.stringify(args), server_label: server };
  return {
    type: 'mcp',
    begun: { ...shared, output: null },
    done: { ...shared, output },
    waitsFor: asks ? 'approval' : null,
  };
}

/** Ids for drafted calls, and the texts that the model wrote and read. */
export function callStep(
  thread: ThreadBuilder,
  seed: string,
  drafts: CallDraft[],
): { calls: CallPlan[]; waitsFor: StepPlan['waitsFor']; wrote: string; read: string } {
  const calls = drafts.map(({ type, begun, done, look }, i) => ({
    id: thread.id('call_', `${seed} call ${i}`, look),
    type,
    begun,
    done,
  }));
  const waitsFor = drafts.find((draft) => draft.waitsFor)?.waitsFor ?? null;
  return { calls, waitsFor, wrote: JSON.stringify(drafts.map((d) => d.begun)), read: readBack(drafts) };
}

/** What the model reads of the answers, within reason: long logs and outputs are cut before they reach it. */
function readBack(drafts: CallDraft[]): string {
  return drafts.map((draft) => JSON.stringify(draft.done).slice(0, 12_000)).join('');
}
