import { count, type ErrorMeaning, numberIn, words } from './error-facts.ts';

/**
 * Texts that were too long. The sentences are those of OpenAI and of servers that copy it (`This model's maximum context
 * length is 4097 tokens. However, you requested 4203 tokens (3703 in the messages, 500 in the completion).`).
 */
export function readContextError(code: string, message: string): ErrorMeaning | null {
  const most = numberIn(/\bmaximum context length is (\d[\d,]*) tokens\b/i, message);
  if (most !== null) return readTokens(most, message);
  const length = numberIn(/\bstring with maximum length (\d[\d,]*)/i, message);
  const got = numberIn(/\bgot a string with length (\d[\d,]*)/i, message);
  if (length !== null && got !== null) {
    return words(`A text of ${count(got)} characters was sent where at most ${count(length)} are allowed.`, [
      { label: 'At most', value: `${count(length)} characters` },
      { label: 'Sent', value: `${count(got)} characters` },
    ]);
  }
  return code === 'context_length_exceeded' || /\bexceeds? the context window\b/i.test(message)
    ? words('The input did not fit into the model’s context window.')
    : null;
}

const REQUESTED =
  /\b(?:you requested|resulted in|prompt contains|request has)(?: about| at least)? (\d[\d,]*) (?:input )?tokens\b/i;
const PARTS: [label: string, pattern: RegExp][] = [
  ['In the messages', /\b(\d[\d,]*) in (?:the messages|your prompt)\b/i],
  ['In the functions', /\b(\d[\d,]*) in the functions\b/i],
  ['For the completion', /\b(\d[\d,]*) (?:in|for) +the completion\b/i],
];

function readTokens(most: number, message: string): ErrorMeaning {
  const requested = numberIn(REQUESTED, message);
  const facts = [{ label: 'Context length', value: `${count(most)} tokens` }];
  if (requested !== null) facts.push({ label: 'Requested', value: `${count(requested)} tokens` });
  for (const [label, pattern] of PARTS) {
    const part = numberIn(pattern, message);
    if (part !== null) facts.push({ label, value: `${count(part)} tokens` });
  }
  return words(
    requested === null
      ? `The call did not fit into the model’s context of ${count(most)} tokens.`
      : `The call needed ${count(requested)} tokens and the model’s context holds at most ${count(most)}.`,
    facts,
  );
}
