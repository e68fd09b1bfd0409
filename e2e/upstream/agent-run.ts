import { setTimeout } from 'node:timers/promises';
import { deliver } from './agent-delivery.ts';
import { end, type Play, SCRIPTS, type WireEvent } from './agent-script.ts';
import type { WireObject } from './series.ts';

/** Events between a run's moves, ms, unless its metadata says `pace`. */
const PACE = 15;
const encoder = new TextEncoder();

/** A run that goes on by itself, whoever looks. */
export class AgentRun {
  readonly run: WireObject;
  readonly steps: WireObject[] = [];
  readonly #play: Play;
  readonly #readers = new Set<(event: WireEvent | null) => void>();
  #answer = Promise.withResolvers<Record<string, string>>();
  #cancelled = false;

  constructor(run: WireObject, messages: WireObject[], id: (prefix: string) => string) {
    this.run = run;
    const submitted = () => this.#answer.promise;
    const now = () => Math.floor(Date.now() / 1000);
    this.#play = { run, steps: this.steps, messages, id, submitted, now };
  }

  get ended(): boolean {
    return ['completed', 'failed', 'cancelled', 'expired', 'incomplete'].includes(String(this.run.status));
  }

  /** Lets the run go on; `stop` ends it with its host. */
  async start(stop: AbortSignal): Promise<void> {
    const { metadata } = this.run as { metadata?: Record<string, string> };
    const pace = Number(metadata?.pace ?? PACE);
    const script = SCRIPTS[String(this.run.assistant_id).replace('asst_', '')] ?? SCRIPTS.plain;
    for await (const event of script?.(this.#play) ?? []) {
      if (stop.aborted) return;
      if (this.#cancelled) break;
      this.#tell(event);
      if (this.run.status === 'requires_action') this.#tell(null);
      await setTimeout(pace, undefined, { ref: false });
    }
    if (this.#cancelled) for await (const event of end(this.#play, 'cancelled')) this.#tell(event);
    this.#tell(null);
  }

  /** False where nothing waits for outputs. */
  submit(outputs: Record<string, string>): boolean {
    if (this.run.status !== 'requires_action') return false;
    this.run.status = 'queued';
    this.run.required_action = null;
    this.#answer.resolve(outputs);
    return true;
  }

  cancel(): void {
    this.#cancelled = true;
    this.run.status = 'cancelling';
    this.#tell(['thread.run.cancelling', this.run]);
    this.#answer.resolve({});
  }

  /** The events from now on, until the run ends or waits; `before` are sent first. */
  stream(before: readonly WireEvent[] = []): Response {
    let leave = () => {};
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const { metadata } = this.run as { metadata?: Record<string, string> };
        const delivered = deliver(metadata?.delivery, controller);
        const send = ([event, data]: WireEvent) => {
          if (!delivered(event, data)) leave();
        };
        for (const event of before) send(event);
        const hear = (event: WireEvent | null) => {
          if (event) return send(event);
          leave();
          if (metadata?.delivery === 'stall') return;
          controller.enqueue(encoder.encode('event: done\ndata: [DONE]\n\n'));
          controller.close();
        };
        leave = () => this.#readers.delete(hear);
        this.#readers.add(hear);
      },
      cancel: () => leave(),
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
  }

  #tell(event: WireEvent | null): void {
    for (const hear of this.#readers) hear(event);
  }
}
