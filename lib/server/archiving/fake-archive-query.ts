import 'server-only';
import type { RunIndex } from '../archive/archive.ts';
import type { RunQuery } from '../archive/run-query.ts';

/** Whether a run fits a query. */
export function fits(run: RunIndex, query: RunQuery): boolean {
  const among = (wanted: readonly string[], ...values: (string | null)[]) =>
    wanted.length === 0 || values.some((value) => value !== null && wanted.includes(value));
  const text = (run.text ?? '').toLowerCase();
  return (
    among(query.source, run.source) &&
    among(query.status, run.status) &&
    among(query.assistant, run.assistantId) &&
    among(query.model, run.model) &&
    among(query.tool, ...run.tools) &&
    among(query.error, run.errorCode) &&
    (query.thread === null || run.threadId === query.thread) &&
    (query.fingerprint === null || run.fingerprint?.hash === query.fingerprint) &&
    (query.from === null || (run.createdAt ?? Number.NEGATIVE_INFINITY) >= query.from) &&
    (query.to === null || (run.createdAt ?? Number.POSITIVE_INFINITY) < query.to) &&
    wordsOf(query.text).every((word) => text.includes(word))
  );
}

/** Which of two runs stands first. */
export function isBefore(a: RunIndex, b: RunIndex, { sort, dir }: RunQuery): number {
  const value = (run: RunIndex) =>
    ({
      started: run.createdAt,
      duration: run.duration,
      tokens: run.tokens,
      status: run.status,
      assistant: run.assistantName ?? run.assistantId,
      model: run.model,
      source: run.source,
    })[sort];
  const [one, other] = [value(a), value(b)];
  const sign = dir === 'asc' ? 1 : -1;
  if (one !== other) {
    if (one === null) return 1;
    if (other === null) return -1;
    return one < other ? -sign : sign;
  }
  return a.key < b.key ? -sign : sign;
}

/** Words and phrases in lower case; a star at the end of a word asks for its beginning, which is what is done anyway. */
function wordsOf(text: string): string[] {
  const found = text.toLowerCase().matchAll(/"([^"]*)"|(\S+)/g);
  return [...found].map(([, phrase, word = '']) => phrase ?? word.replace(/\*$/, ''));
}
