import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { processState } from '../process-state.ts';

/** What becomes known of a request while it is answered. Nothing in it was chosen by whoever asked. */
export interface RequestRecord {
  /** Told in `x-request-id`, in error envelopes and in the log. */
  readonly id: string;
  /** Tries at sources, and the status of the last answer; a word where there was none. */
  tries: number;
  upstreamStatus: number | string | null;
  /** Sends the head of a page that is being drawn; only where this program holds the connection. */
  sendPageHead?: () => void;
}

const storage = () => processState('request-record', () => new AsyncLocalStorage<RequestRecord>());

/** Answers a request; whatever is done meanwhile finds its record. */
export function inRequest<T>(record: RequestRecord, answer: () => T): T {
  return storage().run(record, answer);
}

/** The record of the request that is being answered; null outside of one, and where another program holds the connections. */
export function currentRequest(): RequestRecord | null {
  return storage().getStore() ?? null;
}
