import 'server-only';
import { type FailureCode, isFailure } from '../../domain/failure.ts';
import type { SourceReach } from '../../domain/source.ts';
import { processState } from '../process-state.ts';
import { getSource, type Source } from '../upstream/sources.ts';

/** An answer counts as one of now for so long, ms. */
const FRESH = 10_000;
/** An id of no thread: the answer that there is none shows that the source answers and takes the key. */
const NO_THREAD = 'thread_runlens_asks_whether_you_answer';

/** Failures that an answering source brings about. */
const ANSWERED: readonly FailureCode[] = ['not_found', 'capability_missing', 'upstream_rejected', 'rate_limited'];

/**
 * Whether a source answers, by the cheapest call there is: one thread of its list, or a thread that it cannot have. Asked
 * once within ten seconds, however many want to know. Throws `not_found` for a source that is not configured, `aborted`.
 */
export async function reachOf(id: string, signal: AbortSignal): Promise<SourceReach> {
  const source = getSource(id);
  if (!source.hasKey) return { state: 'unasked', message: null, at: Date.now() };
  const asked = processState('reach', () => new Map<string, { at: number; answer: Promise<SourceReach> }>());
  const last = asked.get(id);
  if (last && last.at > Date.now() - FRESH) return last.answer;
  // Not ended by whoever asked first: others may wait for the same answer.
  const answer = ask(source, AbortSignal.timeout(60_000));
  asked.set(id, { at: Date.now(), answer });
  answer.catch(() => asked.delete(id));
  signal.throwIfAborted();
  return answer;
}

async function ask(source: Source, signal: AbortSignal): Promise<SourceReach> {
  const { reader } = source;
  const canList = source.capabilities().find(({ name }) => name === 'list_threads')?.state !== 'missing';
  try {
    try {
      if (canList) await reader.listThreads({ limit: 1 }, signal);
    } catch (error) {
      if (!isFailure(error, 'capability_missing')) throw error;
      await reader.getThread(NO_THREAD, signal);
    }
    if (!canList) await reader.getThread(NO_THREAD, signal);
    return said('reachable', null);
  } catch (error) {
    if (!isFailure(error)) throw error;
    const { code, message } = error.failure;
    if (ANSWERED.includes(code)) return said('reachable', null);
    return said(code === 'upstream_auth' ? 'key_refused' : 'unreachable', message);
  }
}

function said(state: SourceReach['state'], message: string | null): SourceReach {
  return { state, message, at: Date.now() };
}
