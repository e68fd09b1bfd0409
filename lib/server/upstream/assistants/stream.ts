import 'server-only';
import { isId } from '../../../domain/ids.ts';
import type { Json, JsonObject } from '../../../domain/json.ts';
import type { Message } from '../../../domain/message.ts';
import { isTerminal } from '../../../domain/run.ts';
import type { RunEvent, TextPiece } from '../../../domain/run-event.ts';
import type { Step } from '../../../domain/step.ts';
import type { RunStream, RunTold, StreamedObject, StreamEvent } from '../dialect.ts';
import { type Growth, withoutHoles } from './apply-delta.ts';
import { messageToDomain } from './message-to-domain.ts';
import { runKey } from './run-key.ts';
import { runToDomain } from './run-to-domain.ts';
import { stepToDomain } from './step-to-domain.ts';
import { StreamObjects, type Taken } from './stream-objects.ts';
import { domainPath, hasText, partCount } from './stream-text-path.ts';

/** A step or message with more parts than this is told whole again only after it grew by a tenth. */
const MANY_PARTS = 256;

interface Told {
  /** As it was last told whole. */
  whole: Step | Message;
  parts: number;
}

/**
 * Tells what the events of one stream of the protocol do to runs. Objects are put together on the wire, by
 * `StreamObjects`; pieces of text are told as such, everything else by the object as it is then.
 */
export class AssistantsStream implements RunStream {
  readonly #source: string;
  readonly #objects = new StreamObjects();
  readonly #told = new Map<string, Told>();

  constructor(source: string) {
    this.#source = source;
  }

  read(event: StreamEvent): RunTold | null {
    const taken = this.#objects.take(event);
    // What is known by its deltas only may never have been.
    if (!taken?.begun || taken.kind === 'thread') return null;
    const key = this.#keyOf(taken);
    const told = key === null ? null : this.#tell(taken);
    return key === null || told === null ? null : { key, event: told };
  }

  wants(value: Json): boolean {
    return this.#objects.wants(value);
  }

  add(event: StreamEvent): boolean {
    return this.#objects.add(event);
  }

  objects(): StreamedObject[] {
    return this.#objects.objects();
  }

  grown(): StreamedObject[] {
    return this.#objects.grown();
  }

  #keyOf({ kind, id, object }: Taken): string | null {
    const last = this.#objects.run;
    const thread = isId(object.thread_id) ? object.thread_id : (last?.thread_id ?? null);
    const run = kind === 'run' ? id : isId(object.run_id) ? object.run_id : (last?.id ?? null);
    // What a user wrote belongs to no run.
    if (kind === 'message' && object.role === 'user') return null;
    return isId(thread) && isId(run) ? runKey(thread, run) : null;
  }

  #tell({ id, kind, object, known, growth }: Taken): RunEvent | null {
    if (kind === 'run') {
      const threadId = isId(object.thread_id) ? object.thread_id : '';
      const run = runToDomain(object, { source: this.#source, threadId, fallbackId: id });
      return growth ? null : { type: isTerminal(run) ? 'ended' : 'run_changed', run };
    }
    if (growth && !growth.other) {
      const pieces = this.#pieces(id, kind === 'step', object, growth);
      if (pieces) {
        if (pieces.length === 0) return null;
        return { type: kind === 'step' ? 'step_delta' : 'message_delta', delta: { id, pieces } };
      }
    }
    if (growth && !this.#isDue(id, object)) return null;
    const wire = withoutHoles(object);
    if (kind === 'message') {
      const message = messageToDomain(wire, id);
      this.#told.set(id, { whole: message, parts: partCount(object) });
      return { type: 'message_changed', message };
    }
    const step = stepToDomain(wire, id);
    this.#told.set(id, { whole: step, parts: partCount(object) });
    return { type: known ? 'step_changed' : 'step_added', step };
  }

  /** The pieces by their place in the domain; null where one of them has no place of its own there. */
  #pieces(id: string, ofStep: boolean, object: JsonObject, growth: Growth): TextPiece[] | null {
    const whole = this.#told.get(id)?.whole;
    const pieces: TextPiece[] = [];
    for (const { path: wire, at, text } of growth.pieces) {
      const path = domainPath(object, wire, ofStep);
      if (path === null || !whole || !hasText(whole, path)) return null;
      pieces.push({ path, at, text });
    }
    return pieces;
  }

  #isDue(id: string, object: JsonObject): boolean {
    const before = this.#told.get(id)?.parts ?? 0;
    return before < MANY_PARTS || partCount(object) >= before * 1.1;
  }
}
