import 'server-only';
import { FailureError } from '../../domain/failure.ts';
import type { Json } from '../../domain/json.ts';
import type { Answer } from './connection.ts';
import { requestIdOf } from './status-failure.ts';
import { parseDeepJson } from './without-too-deep.ts';

/** The JSON of an answer's body, without what nests too deeply; `upstream_invalid` says what stands there instead. `name` is that of the source. */
export function jsonOf(text: string, answer: Answer, name: string): Json {
  const { value, problem } = parseDeepJson(text);
  if (problem === null) return value;
  const more = { upstreamStatus: answer.status, upstreamRequestId: requestIdOf(answer) };
  let message = `The answer of ${name} is not valid JSON.`;
  if (problem === 'too_deep') message = `The answer of ${name} nests deeper than 200 levels and was not read.`;
  else if (text.trim() === '') message = `The answer of ${name} is empty.`;
  else if (/^\s*</.test(text)) {
    message = `${name} answered a web page instead of JSON. Check its base URL and its path prefix.`;
  }
  throw new FailureError({ code: 'upstream_invalid', message, ...more });
}
