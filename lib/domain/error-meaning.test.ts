import { describe, expect, it, test } from 'vitest';
import { errorMeaning } from './error-meaning.ts';

const RATE = 'rate_limit_exceeded';

/** Messages as hosts sent them (2023 to 2026), with the sentence and the facts that may be drawn from them. */
const REAL: [code: string | null, message: string, meaning: string, facts?: string[]][] = [
  [
    RATE,
    'Rate limit reached for gpt-4.1 in organization org-Nw7uVb2kQ0xA on tokens per min (TPM): Limit 30000, Used 28840, Requested 4410. Please try again in 6.5s.',
    'The model call was refused because the organisation had used 28,840 of its 30,000 tokens for this minute and this call needed 4,410 more.',
    ['Model: gpt-4.1', 'Limit: 30,000 tokens per minute', 'Used: 28,840', 'Requested: 4,410', 'Try again after: 6.5 s'],
  ],
  [
    RATE,
    'Rate limit reached for gpt-4o-mini on tokens per min (TPM): Limit 200000, Used 200000, Requested 9180. Please try again in 608ms. Visit https://platform.openai.com/account/rate-limits to learn more.',
    'The model call was refused because 200,000 of the 200,000 tokens for this minute had been used and this call needed 9,180 more.',
    [
      'Model: gpt-4o-mini',
      'Limit: 200,000 tokens per minute',
      'Used: 200,000',
      'Requested: 9,180',
      'Try again after: 608 ms',
    ],
  ],
  [
    RATE,
    'Rate limit reached for gpt-4o-mini in organization org-jJt5 on requests per min (RPM): Limit 500, Used 500, Requested 1. Please try again in 120ms.',
    'The model call was refused because the organisation had used 500 of its 500 requests for this minute and this call needed 1 more.',
    ['Model: gpt-4o-mini', 'Limit: 500 requests per minute', 'Used: 500', 'Requested: 1', 'Try again after: 120 ms'],
  ],
  [
    RATE,
    'Rate limit reached for gpt-4o in organization org-x on requests per day (RPD): Limit 200, Used 200, Requested 1. Please try again in 7m12s.',
    'The model call was refused because the organisation had used 200 of its 200 requests for this day and this call needed 1 more.',
    ['Model: gpt-4o', 'Limit: 200 requests per day', 'Used: 200', 'Requested: 1', 'Try again after: 7 min 12 s'],
  ],
  [
    RATE,
    'Rate limit reached for model `openai/gpt-oss-120b` in organization `org_01` service tier `on_demand` on tokens per minute (TPM): Limit 6000, Used 5900, Requested 400. Please try again in 1m26.4s.',
    'The model call was refused because the organisation had used 5,900 of its 6,000 tokens for this minute and this call needed 400 more.',
    [
      'Model: openai/gpt-oss-120b',
      'Limit: 6,000 tokens per minute',
      'Used: 5,900',
      'Requested: 400',
      'Try again after: 1 min 26.4 s',
    ],
  ],
  [
    RATE,
    'Rate limit reached for gpt-5 in organization org-4bqm on requests per min (RPM): Limit 3, Used 3. Please try again in 20s.',
    'The model call was refused because the organisation had used 3 of its 3 requests for this minute.',
    ['Model: gpt-5', 'Limit: 3 requests per minute', 'Used: 3', 'Try again after: 20 s'],
  ],
  [
    RATE,
    'Rate limit reached for default-gpt-3.5-turbo in organization org-x on requests per min. Limit: 3 / min. Please try again in 20s.',
    'The model call was refused because the limit of 3 requests per minute was reached.',
    ['Model: default-gpt-3.5-turbo', 'Limit: 3 requests per minute', 'Try again after: 20 s'],
  ],
  [
    RATE,
    'Request too large for gpt-4o in organization org-nlR on tokens per min (TPM): Limit 30000, Requested 80715. The input or output tokens must be reduced in order to run successfully.',
    'The model call was refused because it asked for 80,715 tokens and at most 30,000 per minute are allowed.',
    ['Model: gpt-4o', 'Limit: 30,000 tokens per minute', 'Requested: 80,715'],
  ],
  [
    '429',
    'Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2023-12-01-preview have exceeded token rate limit of your current OpenAI S0 pricing tier. Please retry after 22 seconds. Please go here: https://aka.ms/oai/quotaincrease if you would like to further increase the default rate limit.',
    'The model call was refused because the token rate limit of the OpenAI S0 pricing tier was exceeded.',
    ['Pricing tier: OpenAI S0', 'Try again after: 22 s'],
  ],
  [
    RATE,
    'Rate limit is exceeded. Try again in 26 seconds.',
    'The call was refused because a rate limit was exceeded.',
    ['Try again after: 26 s'],
  ],
  [
    RATE,
    'You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs.',
    'The call was refused because the account’s quota was used up.',
  ],
  [
    null,
    'Out of call volume quota. Quota will be replenished in 2.12 days.',
    'The call was refused because the account’s quota was used up.',
    ['Replenished in: 2.12 days'],
  ],
  [
    'billing_hard_limit_reached',
    'Billing hard limit has been reached',
    'The call was refused because the account reached its billing limit.',
  ],
  [
    null,
    "This model's maximum context length is 4097 tokens. However, you requested 4203 tokens (3703 in the messages, 500 in the completion). Please reduce the length of the messages or completion.",
    'The call needed 4,203 tokens and the model’s context holds at most 4,097.',
    [
      'Context length: 4,097 tokens',
      'Requested: 4,203 tokens',
      'In the messages: 3,703 tokens',
      'For the completion: 500 tokens',
    ],
  ],
  [
    'context_length_exceeded',
    "This model's maximum context length is 4097 tokens. However, your messages resulted in 6164 tokens. Please reduce the length of the messages.",
    'The call needed 6,164 tokens and the model’s context holds at most 4,097.',
    ['Context length: 4,097 tokens', 'Requested: 6,164 tokens'],
  ],
  [
    null,
    "this model's maximum context length is 8192 tokens, but the prompt contains 9001 input tokens",
    'The call needed 9,001 tokens and the model’s context holds at most 8,192.',
    ['Context length: 8,192 tokens', 'Requested: 9,001 tokens'],
  ],
  [
    'server_error',
    "This model's maximum context length is 128000 tokens",
    'The call did not fit into the model’s context of 128,000 tokens.',
    ['Context length: 128,000 tokens'],
  ],
  [
    'context_length_exceeded',
    'Your input exceeds the context window of this model. Please adjust your input and try again.',
    'The input did not fit into the model’s context window.',
  ],
  [
    null,
    "Invalid 'messages[0].content': string too long. Expected a string with maximum length 256000, but got a string with length 300001 instead.",
    'A text of 300,001 characters was sent where at most 256,000 are allowed.',
    ['At most: 256,000 characters', 'Sent: 300,001 characters'],
  ],
  ['server_error', 'Sorry, something went wrong.', 'The source failed on its own side and gave no cause.'],
  [
    'server_error',
    'The server had an error while processing your request. Sorry about that!',
    'The source failed on its own side.',
  ],
  [
    'content_filter',
    "The response was filtered due to the prompt triggering Microsoft's content management policy. Please modify your prompt and retry.",
    'The source’s content filter refused the prompt.',
  ],
  ['content_filter', 'flagged', 'The source’s content filter stopped the call.'],
  [
    'invalid_prompt',
    'Invalid prompt: your prompt was flagged as potentially violating our usage policy. Please try again with a different prompt.',
    'The source refused the prompt because it was flagged under its usage policy.',
  ],
  ['invalid_prompt', 'Bad prompt', 'The source refused the prompt as invalid.'],
  [
    'sharepoint_grounding_tool_user_error',
    '[Sharepoint-tool] request failed with HTTP status 401',
    'A tool that the run called answered with an error, HTTP 401.',
    ['HTTP status: 401'],
  ],
  ['tool_user_error', 'Create assistant failed.', 'A tool that the run called answered with an error.'],
  ['tool_server_error', '', 'A tool that the run called failed on its own side.'],
  ['server_error', 'Request timed out.', 'No answer came in time.'],
  [null, 'The operation timed out after 600 seconds', 'No answer came within 600 s.', ['Waited: 600 s']],
  ['expired', '', 'The run was not finished by its deadline.'],
  [null, 'Run expired', 'The run was not finished by its deadline.'],
  ['max_completion_tokens', '', 'The run reached the most completion tokens it was allowed.'],
];

it.each(REAL)('%s: %s', (code, message, meaning, facts = []) => {
  const found = errorMeaning(code, message);
  expect(found?.meaning.replaceAll('\u202f', ' ')).toBe(meaning);
  expect(found?.facts.map(({ label, value }) => `${label}: ${value.replaceAll('\u202f', ' ')}`)).toEqual(facts);
});

test('numbers of a passed limit are there to draw, when all of them are', () => {
  expect(errorMeaning(RATE, REAL[0]?.[1] ?? '')?.limit).toEqual({
    unit: 'tokens',
    per: 'minute',
    limit: 30_000,
    used: 28_840,
    requested: 4_410,
  });
  expect(errorMeaning(RATE, REAL[7]?.[1] ?? '')?.limit).toBeNull();
});

describe('what says nothing has no meaning', () => {
  it.each([
    [null, null],
    ['', ''],
    ['e_1042', 'Assertion failed: x > 3'],
    [null, 'Sorry, something went wrong.'],
    [null, 'Upgrade your current plan of 30000 tokens'],
    ['constructor', '__proto__'],
  ])('%j %j', (code, message) => expect(errorMeaning(code, message)).toBeNull());
});

test('hostile messages are read quickly and keep no numbers that nobody can write', () => {
  const start = performance.now();
  for (const piece of ['try again in 1s ', 'on tokens per min ', 'Limit 9,', '1s ', 'status ', ' '])
    errorMeaning(RATE, piece.repeat(500_000));
  // A pattern that looks back over what it has read takes minutes.
  expect(performance.now() - start).toBeLessThan(5_000);
  const huge = errorMeaning(RATE, `Rate limit reached for m on tokens per min (TPM): Limit ${'9'.repeat(400)}, Used 1`);
  expect(huge?.meaning).toBe('The model call was refused because the limit on tokens per minute was reached.');
});
