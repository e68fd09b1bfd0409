import 'server-only';
import { redactSecrets } from '../upstream/redact-secrets.ts';
import type { PassedAnswer } from '../upstream/pass-through-call.ts';

const PASSED = new Set([
  'content-type',
  'x-request-id',
  'retry-after',
  'retry-after-ms',
  'openai-poll-after-ms',
  'openai-processing-ms',
  'openai-version',
]);

/** Headers of a source's answer that its caller gets, keys replaced. */
export function answerHeaders({ headers }: PassedAnswer): Headers {
  const passed = new Headers();
  for (const [name, value] of headers.entries()) {
    const lower = name.toLowerCase();
    if (!PASSED.has(lower) && !lower.startsWith('x-ratelimit-')) continue;
    const clean = redactSecrets(value);
    // Bytes beyond ASCII would be written otherwise than they came.
    if (/^[\x20-\x7e]*$/.test(clean)) passed.set(lower, clean);
  }
  return passed;
}
