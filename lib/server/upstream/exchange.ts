import 'server-only';
import type { Answer } from './connection.ts';
import type { Deadline } from './deadline.ts';
import { networkFailure } from './network-failure.ts';
import { discard } from './read-body.ts';
import { backoff, isRetryable, MOST_RETRIES, retryAfter } from './retry.ts';

/** One read that may be tried again. */
export interface Exchange {
  /** Makes one try. */
  send: () => Promise<Answer>;
  deadline: Deadline;
  /** Name of the source for people. */
  name: string;
  /** First wait before a retry and the longest wait that a source may ask for, ms. */
  retry: number;
  longestWait: number;
}

/**
 * Tries a read up to three times, as long as time remains. Gives the last answer, whatever its status; throws a failure
 * when no answer came. A source that asks for a longer wait than `longestWait` gets no second try.
 */
export async function exchange({ send, deadline, name, retry, longestWait }: Exchange): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    deadline.check();
    let wait = backoff(retry, attempt);
    try {
      const answer = await send();
      if (attempt === MOST_RETRIES || !isRetryable(answer.status)) return answer;
      wait = retryAfter(answer.headers) ?? wait;
      if (wait > longestWait || wait >= deadline.remaining()) return answer;
      await discard(answer);
    } catch (thrown) {
      deadline.check();
      const failure = networkFailure(thrown, name);
      if (attempt === MOST_RETRIES || !failure.retry || wait >= deadline.remaining()) throw failure.error;
    }
    await deadline.wait(wait);
  }
}
