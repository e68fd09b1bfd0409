import 'server-only';
import { FailureError } from '../../domain/failure.ts';
import { CAPABILITIES, type Capability, type CapabilityState } from '../../domain/source.ts';
import { ms } from '../../domain/time.ts';

/** How long a missing capability is believed to be missing, ms. */
const BELIEVED = 600_000;

const CANNOT: Record<Capability, string> = {
  list_threads: 'list its threads',
  thread: 'give a thread',
  messages: 'list the messages of a thread',
  message: 'give a single message',
  list_runs: 'list the runs of a thread',
  run: 'give a run',
  steps: 'list the steps of a run',
  step: 'give a single step',
  assistant: 'give an assistant',
  file: 'describe a file',
  file_content: 'give the content of a file',
  create_run: 'start a run',
  update_run: 'change the metadata of a run',
  cancel_run: 'cancel a run',
  submit_outputs: 'take outputs of tool calls',
};

/** An answer that may show that a capability is missing. */
export interface Refusal {
  capability: Capability;
  status: number;
  /** Id of the object asked about. */
  object: string | undefined;
  /** Asks the object above and says whether it answered 200; absent where there is none. */
  parentAnswers: (() => Promise<boolean>) | undefined;
}

/** What one source was found to be able to do. */
export interface CapabilityMemory {
  states(): CapabilityState[];
  /** The failure to give at once while the capability is missing; null when a call may be made. */
  missing(capability: Capability, source: string): FailureError | null;
  succeeded(capability: Capability): void;
  /** Weighs an answer by the rules below; remembers and says whether the capability is missing. */
  refused(refusal: Refusal): Promise<boolean>;
  /** Forgets everything, so that it is tried again. */
  forget(): void;
}

interface Known {
  state: 'available' | 'missing';
  status: number | null;
  /** When a missing capability is tried again, ms since 1970. */
  until: number;
}

/**
 * Memory of one source. 405 and 501 mean missing at once; 404 only while the object above answers 200, or where nothing
 * stands above (listing threads); 502 only on two different objects, and while the object above, if any, answers 200. So
 * a deleted thread or a short outage switches nothing off.
 */
export function createCapabilityMemory(now: () => number = Date.now): CapabilityMemory {
  const known = new Map<Capability, Known>();
  /** The first object that answered 502, of each capability. */
  const suspects = new Map<Capability, string>();

  const current = (capability: Capability): Known | null => {
    const found = known.get(capability);
    if (found?.state === 'missing' && now() >= found.until) {
      known.delete(capability);
      return null;
    }
    return found ?? null;
  };

  const shows = async ({ capability, status, object, parentAnswers }: Refusal): Promise<boolean> => {
    if (status === 405 || status === 501) return true;
    if (status === 404 && parentAnswers) return parentAnswers();
    // A later page may answer 404 because the thread of its cursor was deleted.
    if (status === 404) return capability === 'list_threads' && current(capability)?.state !== 'available';
    if (status !== 502 || object === undefined) return false;
    const first = suspects.get(capability);
    if (first === undefined) suspects.set(capability, object);
    if (first === undefined || first === object) return false;
    return parentAnswers ? parentAnswers() : true;
  };

  return {
    states: () =>
      CAPABILITIES.map((name) => {
        const found = current(name);
        const missing = found?.state === 'missing';
        return {
          name,
          state: found?.state ?? 'unknown',
          status: found?.status ?? null,
          until: missing ? ms(found.until) : null,
        };
      }),
    missing(capability, source) {
      const found = current(capability);
      if (found?.state !== 'missing') return null;
      const minutes = Math.max(1, Math.ceil((found.until - now()) / 60_000));
      const when = minutes === 1 ? 'within a minute' : `in ${minutes} minutes`;
      return new FailureError({
        code: 'capability_missing',
        message: `${source} cannot ${CANNOT[capability]}: it answered ${found.status}. It will be tried again ${when}, or when you refresh.`,
        upstreamStatus: found.status ?? undefined,
      });
    },
    succeeded(capability) {
      suspects.delete(capability);
      known.set(capability, { state: 'available', status: null, until: 0 });
    },
    async refused(refusal) {
      const missing = await shows(refusal);
      if (missing) {
        suspects.delete(refusal.capability);
        known.set(refusal.capability, { state: 'missing', status: refusal.status, until: now() + BELIEVED });
      }
      return missing;
    },
    forget() {
      known.clear();
      suspects.clear();
    },
  };
}
