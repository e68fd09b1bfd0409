import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import type { Message } from '../../domain/message.ts';
import type { Page } from '../../domain/page.ts';
import { isTerminal, type Run } from '../../domain/run.ts';
import type { RunEvent } from '../../domain/run-event.ts';
import { isStepTerminal, type Step } from '../../domain/step.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import type { Channel } from './channel.ts';

/** Steps and messages of a first look, and steps of a page and pages of a later one, which with that of messages are 20. */
const LAST_STEPS = 50;
const LAST_MESSAGES = 20;
const PAGE = 100;
const MOST_PAGES = 19;

/** What one look at a run brought. */
export interface Look {
  events: RunEvent[];
  run: Run;
  ended: boolean;
  /** How long the source asks to wait, ms. */
  pollAfter: number | null;
}

/**
 * Looks at one run of a source again and again. The first look reads its last steps, later ones only those after the last
 * that can still change, and messages only while one is being written.
 */
export class RunPoller {
  readonly #reader: SourceReader;
  readonly #key: string;
  readonly #channel: Channel;
  /** Message steps whose message was read after they had ended. */
  readonly #written = new Set<string>();
  #begun = false;
  #hasSteps = true;
  #hasMessages = true;

  constructor(reader: SourceReader, key: string, channel: Channel) {
    this.#reader = reader;
    this.#key = key;
    this.#channel = channel;
  }

  /** Throws what the source throws. */
  async look(signal: AbortSignal): Promise<Look> {
    const { run, pollAfter } = await this.#reader.pollRun(this.#key, signal);
    const events = this.#begun ? await this.#changes(run, signal) : [await this.#first(run, signal)];
    this.#begun = true;
    return { events, run, ended: isTerminal(run), pollAfter };
  }

  async #first(run: Run, signal: AbortSignal): Promise<RunEvent> {
    const [page, messages] = await Promise.all([
      this.#steps({ limit: LAST_STEPS, order: 'desc' }, signal),
      this.#messages(signal),
    ]);
    const all = page.items.toReversed();
    // Where the run has more, the first of these stands for what is before the others.
    const more = page.nextCursor !== null && all.length > 1;
    const items = more ? all.slice(1) : all;
    this.#noteWritten(items);
    const after = more ? (all[0]?.id ?? null) : null;
    return { type: 'snapshot', trace: { run, steps: { items, nextCursor: null, total: null }, after, messages } };
  }

  async #changes(run: Run, signal: AbortSignal): Promise<RunEvent[]> {
    const known = this.#channel.trace?.steps ?? [];
    const steps = await this.#newSteps(known, signal);
    const all = new Map([...known, ...steps].map((step) => [step.id, step]));
    const writing = [...all.values()].some((step) => step.kind === 'message' && !this.#written.has(step.id));
    const messages = writing ? await this.#messages(signal) : [];
    this.#noteWritten([...all.values()]);
    const ids = new Set(known.map(({ id }) => id));
    return [
      ...steps.map((step): RunEvent => ({ type: ids.has(step.id) ? 'step_changed' : 'step_added', step })),
      ...messages.map((message): RunEvent => ({ type: 'message_changed', message })),
      { type: 'run_changed', run },
    ];
  }

  /** Steps after the last before the first that can still change. */
  async #newSteps(known: readonly Step[], signal: AbortSignal): Promise<Step[]> {
    const open = known.findIndex((step) => !isStepTerminal(step));
    const last = open === -1 ? known.at(-1) : known[open - 1];
    let cursor = last?.id ?? this.#channel.after ?? undefined;
    const steps: Step[] = [];
    const seen = new Set<string>();
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const page = await this.#steps({ cursor, limit: PAGE, order: 'asc' }, signal);
      const fresh = page.items.filter((step) => !seen.has(step.id) && seen.add(step.id));
      steps.push(...fresh);
      if (page.nextCursor === null || fresh.length === 0) break;
      cursor = page.nextCursor;
    }
    return steps;
  }

  async #steps(query: Parameters<SourceReader['listSteps']>[1], signal: AbortSignal): Promise<Page<Step>> {
    const none = { items: [], nextCursor: null, total: null };
    if (!this.#hasSteps) return none;
    try {
      return await this.#reader.listSteps(this.#key, query, signal);
    } catch (error) {
      if (!isFailure(error, 'capability_missing')) throw error;
      this.#hasSteps = false;
      return none;
    }
  }

  async #messages(signal: AbortSignal): Promise<Message[]> {
    if (!this.#hasMessages) return [];
    try {
      const query = { limit: LAST_MESSAGES, order: 'desc' } as const;
      return (await this.#reader.listRunMessages(this.#key, query, signal)).items.toReversed();
    } catch (error) {
      // A run without readable messages is followed all the same.
      if (!isFailure(error, 'capability_missing', 'not_found', 'upstream_rejected')) throw error;
      this.#hasMessages = false;
      return [];
    }
  }

  #noteWritten(steps: readonly Step[]): void {
    for (const step of steps) if (step.kind === 'message' && isStepTerminal(step)) this.#written.add(step.id);
  }
}
