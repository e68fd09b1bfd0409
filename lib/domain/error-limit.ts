import { count, type ErrorMeaning, numberIn, waitIn, words } from './error-facts.ts';

/**
 * Limits on tokens and requests, and quotas. The sentences are those of OpenAI (`… on tokens per min (TPM): Limit 30000,
 * Used 28840, Requested 4410.`; in 2023 `Limit: 3 / min. Current: 4 / min.`), of Azure's models (`… have exceeded token
 * rate limit of your current OpenAI S0 pricing tier.`) and of Azure's gateway (`Rate limit is exceeded.`).
 */
export function readLimitError(code: string, message: string): ErrorMeaning | null {
  return readCounted(message) ?? readTier(message) ?? readQuota(code, message) ?? readBare(code, message);
}

const COUNTED = /\bon (?:(?:input|output) )?(tokens|requests|images) per (min|hour|day|month)/i;
const PERIODS: ReadonlyMap<string, string> = new Map([['min', 'minute']]);

function readCounted(message: string): ErrorMeaning | null {
  const [, unitWord, perWord] = COUNTED.exec(message) ?? [];
  if (!unitWord || !perWord || !/\brate limit reached\b|\brequest too large\b/i.test(message)) return null;
  const unit = unitWord.toLowerCase();
  const per = PERIODS.get(perWord.toLowerCase()) ?? perWord.toLowerCase();
  const limit = numberIn(/\bLimit:? (\d[\d,]*)/i, message);
  const used = numberIn(/\b(?:Used|Current):? (\d[\d,]*)/i, message);
  const requested = numberIn(/\bRequested:? (\d[\d,]*)/i, message);
  const model = /\b(?:reached|too large) for (?:model )?[`'"]?([\w./:@-]+)/i.exec(message)?.[1];
  const facts: [string, string | null][] = [
    ['Model', model ?? null],
    ['Limit', limit === null ? null : `${count(limit)} ${unit} per ${per}`],
    ['Used', used === null ? null : count(used)],
    ['Requested', requested === null ? null : count(requested)],
    ['Try again after', retryIn(message)],
  ];
  const owner = /\bin organization\b/i.test(message) ? 'the organisation' : null;
  return {
    meaning: `The model call was refused because ${because({ limit, used, requested, unit, per, owner })}.`,
    facts: facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }])),
    limit: limit === null || used === null || requested === null ? null : { unit, per, limit, used, requested },
  };
}

interface Counted {
  limit: number | null;
  used: number | null;
  requested: number | null;
  unit: string;
  per: string;
  owner: string | null;
}

function because({ limit, used, requested, unit, per, owner }: Counted): string {
  if (limit === null) return `the limit on ${unit} per ${per} was reached`;
  if (requested !== null && (used === null || requested > limit)) {
    return `it asked for ${count(requested)} ${unit} and at most ${count(limit)} per ${per} are allowed`;
  }
  if (used === null) return `the limit of ${count(limit)} ${unit} per ${per} was reached`;
  const state = owner
    ? `${owner} had used ${count(used)} of its ${count(limit)} ${unit} for this ${per}`
    : `${count(used)} of the ${count(limit)} ${unit} for this ${per} had been used`;
  return requested === null ? state : `${state} and this call needed ${count(requested)} more`;
}

function readTier(message: string): ErrorMeaning | null {
  const tier =
    /\bexceeded (?:the )?(token|call|request) rate limit of your current (?:([\w ]{1,40}) )?pricing tier\b/i.exec(
      message,
    );
  if (!tier) return null;
  const [, unit = '', name] = tier;
  const facts = [...(name ? [{ label: 'Pricing tier', value: name }] : []), ...retryFact(message)];
  return words(
    `The model call was refused because the ${unit.toLowerCase()} rate limit of the ${name ? `${name} ` : ''}pricing tier was exceeded.`,
    facts,
  );
}

function readQuota(code: string, message: string): ErrorMeaning | null {
  if (code === 'billing_hard_limit_reached' || /\bbilling hard limit\b/i.test(message)) {
    return words('The call was refused because the account reached its billing limit.');
  }
  if (code !== 'insufficient_quota' && !/\bexceeded your current quota\b|\bout of call volume quota\b/i.test(message)) {
    return null;
  }
  const wait = waitIn(/\breplenished in /i, message);
  return words(
    'The call was refused because the account’s quota was used up.',
    wait === null ? [] : [{ label: 'Replenished in', value: wait }],
  );
}

function readBare(code: string, message: string): ErrorMeaning | null {
  const said = /\brate limit (?:is |was |has been )?(?:exceeded|reached)\b|\btoo many requests\b/i.test(message);
  if (!said && !['rate_limit_exceeded', 'too_many_requests', '429'].includes(code)) return null;
  return words('The call was refused because a rate limit was exceeded.', retryFact(message));
}

function retryIn(message: string): string | null {
  return waitIn(/\b(?:try again|retry) (?:in|after) /i, message);
}

function retryFact(message: string): ErrorMeaning['facts'] {
  const wait = retryIn(message);
  return wait === null ? [] : [{ label: 'Try again after', value: wait }];
}
