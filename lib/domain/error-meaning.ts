import { readContextError } from './error-context.ts';
import { type ErrorMeaning, waitIn, words } from './error-facts.ts';
import { readLimitError } from './error-limit.ts';

/** Longer messages are read to this many UTF-16 units. */
const READ_LIMIT = 4000;

/**
 * What an error means in plain words, with the numbers that its message holds. It repeats what code and message say and
 * adds no cause; null when neither says anything that can be put more plainly. `code` and `message` are the source's own.
 */
export function errorMeaning(code: string | null, message: string | null): ErrorMeaning | null {
  const word = code?.trim().toLowerCase() ?? '';
  const text = message?.slice(0, READ_LIMIT) ?? '';
  return (
    readContextError(word, text) ??
    readLimitError(word, text) ??
    readFilter(word, text) ??
    readTool(word, text) ??
    readTimeout(word, text) ??
    readServer(word, text)
  );
}

function readFilter(code: string, message: string): ErrorMeaning | null {
  if (code === 'content_filter' || code === 'content_policy_violation' || /content management policy/i.test(message)) {
    return /\bprompt triggering\b|\bprompt (?:was|has been) (?:filtered|flagged|blocked)\b/i.test(message)
      ? words('The source’s content filter refused the prompt.')
      : words('The source’s content filter stopped the call.');
  }
  if (code !== 'invalid_prompt') return null;
  return /\bflagged\b/i.test(message) && /\busage polic/i.test(message)
    ? words('The source refused the prompt because it was flagged under its usage policy.')
    : words('The source refused the prompt as invalid.');
}

/** Azure's codes, some with the tool's name before them (`sharepoint_grounding_tool_user_error`). */
function readTool(code: string, message: string): ErrorMeaning | null {
  const kind = /(?:^|_)tool_(user|server)_error$/.exec(code)?.[1];
  if (!kind) return null;
  const status = /\bHTTP (?:error|status(?: code)?)[ :=]{1,3}(\d{3})\b|\bstatus(?: code)?[ :=]{1,3}(\d{3})\b/i.exec(
    message,
  );
  const found = status?.[1] ?? status?.[2];
  return words(
    kind === 'server'
      ? 'A tool that the run called failed on its own side.'
      : found
        ? `A tool that the run called answered with an error, HTTP ${found}.`
        : 'A tool that the run called answered with an error.',
    found ? [{ label: 'HTTP status', value: found }] : [],
  );
}

const TIMEOUTS: ReadonlySet<string> = new Set([
  'timeout',
  'timed_out',
  'request_timeout',
  'gateway_timeout',
  '408',
  '504',
]);
const EXPIRED: ReadonlySet<string> = new Set(['expired', 'run_expired']);
const BUDGETS: ReadonlyMap<string, string> = new Map([
  ['max_completion_tokens', 'The run reached the most completion tokens it was allowed.'],
  ['max_prompt_tokens', 'The run reached the most prompt tokens it was allowed.'],
  ['max_output_tokens', 'The answer reached the most output tokens it was allowed.'],
]);

function readTimeout(code: string, message: string): ErrorMeaning | null {
  const budget = BUDGETS.get(code);
  if (budget) return words(budget);
  if (EXPIRED.has(code) || /\brun (?:has |was )?expired\b/i.test(message)) {
    return words('The run was not finished by its deadline.');
  }
  if (!TIMEOUTS.has(code) && !/\btim(?:ed|e)[ -]?out\b/i.test(message)) return null;
  const wait = waitIn(/\b(?:after|of|within)\s+/i, message);
  return wait === null
    ? words('No answer came in time.')
    : words(`No answer came within ${wait}.`, [{ label: 'Waited', value: wait }]);
}

const SERVER: ReadonlySet<string> = new Set(['server_error', 'internal_error', 'internal_server_error', '500']);

function readServer(code: string, message: string): ErrorMeaning | null {
  if (!SERVER.has(code)) return null;
  return /^(?:sorry, something went wrong\.?)?$/i.test(message.trim())
    ? words('The source failed on its own side and gave no cause.')
    : words('The source failed on its own side.');
}
