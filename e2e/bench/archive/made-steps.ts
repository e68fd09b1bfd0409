import type { JsonObject } from '#lib/domain/json.ts';
import { prose } from './prose.ts';
import { type Chance, madeId } from './random.ts';

const STEP_CHARACTERS = 1_050;
const LONGEST_STEP_S = 24;
const FUNCTIONS = ['get_order', 'list_invoices', 'send_mail', 'find_flights', 'lookup_customer', 'query_metrics'];
/** What calls are, the frequent ones several times. */
const TOOLS = ['function', 'function', 'function', 'code_interpreter', 'code_interpreter', 'file_search', 'web_search'];

interface Frame {
  id: string;
  threadId: string;
  assistantId: string;
  count: number;
  /** Seconds since 1970. */
  created: number;
  status: string;
  /** Goes into the text of the first step. */
  mark: string;
}

/** The steps of a run, each with at least 1 KB of text, the message that the last one wrote, and when the run ended. */
export function madeSteps(
  chance: Chance,
  words: readonly string[],
  { id, threadId, assistantId, count, created, status, mark }: Frame,
): { steps: JsonObject[]; answer: JsonObject | null; ended: number } {
  // A run uses few different tools.
  const tools = [chance.one(TOOLS), chance.one(TOOLS)];
  const steps: JsonObject[] = [];
  let answer: JsonObject | null = null;
  let now = created + 1;
  for (let at = 0; at < count; at++) {
    const last = at === count - 1;
    const begun = now;
    now += 1 + Math.floor(LONGEST_STEP_S ** chance.next());
    const own = { id: madeId(chance, 'step'), object: 'thread.run.step', run_id: id, thread_id: threadId };
    const text = prose(chance, words, STEP_CHARACTERS) + (at === 0 ? mark : '');
    const whole = !last || status === 'completed';
    const state = whole ? 'completed' : status === 'requires_action' ? 'in_progress' : status;
    const times = { created_at: begun, ...(whole ? { completed_at: now } : {}) };
    if (last && whole) {
      answer = message(chance, text, { threadId, id, assistantId, created: begun });
      const details = { type: 'message_creation', message_creation: { message_id: answer.id ?? null } };
      steps.push({ ...own, ...times, type: 'message_creation', status: state, step_details: details });
      continue;
    }
    const calls = [call(chance, last ? 'function' : chance.one(tools), text)];
    const details = { type: 'tool_calls', tool_calls: calls };
    steps.push({ ...own, ...times, type: 'tool_calls', status: state, step_details: details });
  }
  return { steps, answer, ended: now };
}

function message(
  chance: Chance,
  text: string,
  { threadId, id, assistantId, created }: Pick<Frame, 'threadId' | 'id' | 'assistantId' | 'created'>,
): JsonObject {
  return {
    id: madeId(chance, 'msg'),
    object: 'thread.message',
    created_at: created,
    assistant_id: assistantId,
    thread_id: threadId,
    run_id: id,
    role: 'assistant',
    content: [{ type: 'text', text: { value: text, annotations: [] } }],
  };
}

function call(chance: Chance, type: string, text: string): JsonObject {
  const id = madeId(chance, 'call');
  const half = Math.floor(text.length / 3);
  const [asked, got] = [text.slice(0, half), text.slice(half)];
  switch (type) {
    case 'code_interpreter':
      return { id, type, code_interpreter: { input: asked, outputs: [{ type: 'logs', logs: got }] } };
    case 'file_search': {
      const file = {
        file_id: madeId(chance, 'file'),
        file_name: `notes-${chance.whole(900)}.md`,
        score: chance.next(),
      };
      return { id, type, file_search: { results: [{ ...file, content: [{ type: 'text', text }] }] } };
    }
    case 'function': {
      const body = {
        name: chance.one(FUNCTIONS),
        arguments: JSON.stringify({ query: asked, limit: chance.whole(90) }),
      };
      return { id, type, function: { ...body, output: JSON.stringify({ ok: true, result: got }) } };
    }
    default:
      return { id, type, [type]: { query: asked, answer: got } };
  }
}
