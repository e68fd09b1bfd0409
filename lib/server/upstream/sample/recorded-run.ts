import 'server-only';
import type { JsonObject } from '../../../domain/json.ts';
import type { RecordedEvents, RecordedStreamEvent } from '../dialect.ts';
import type { MessagePlan, RunPlan, StepPlan, ThreadPlan } from './plan.ts';
import { seeded } from './random.ts';
import { showMessage } from './show-message.ts';
import { showRun } from './show-run.ts';
import { showStep } from './show-step.ts';
import { callPieces, messagePieces, outputPieces } from './stream-pieces.ts';

/** How late an event arrives after what it tells of, ms. */
const LATE = { least: 8, most: 70 };
/** The first word of a model and the first output of a tool come after so much of their time. */
const FIRST = 0.2;
/** So much of the time that a tool works has passed when its output arrives; meanwhile nothing does. */
const WORKED = 0.92;

/**
 * The streams of a run that has ended as whoever listened would have recorded them: one from its creation, one from every
 * answer to its calls. Made from the run's own story, so that they end as the run does; the same at every reading.
 */
export function recordedStreams(thread: ThreadPlan, run: RunPlan): RecordedEvents[] {
  const recorder = new Recorder(run);
  const { tell } = recorder;
  tell(run.createdAt, 'thread.run.created', showRun(run, run.createdAt));
  tell(run.createdAt, 'thread.run.queued', showRun(run, run.createdAt));
  const started = run.starts[0] ?? run.createdAt;
  tell(started, 'thread.run.in_progress', showRun(run, started));
  for (const step of run.steps) {
    tell(step.createdAt, 'thread.run.step.created', showStep(run, step, step.createdAt, true));
    tell(step.createdAt, 'thread.run.step.in_progress', showStep(run, step, step.createdAt, true));
    const message = thread.messages.find(({ id }) => id === step.messageId);
    if (message) tellMessage(recorder, thread.id, message);
    else tellCalls(recorder, run, step);
    tell(step.endsAt, `thread.run.step.${step.status}`, showStep(run, step, step.endsAt, true));
    if (step.waitsFor !== null) tell(step.endsAt, 'thread.run.in_progress', showRun(run, step.endsAt));
  }
  tell(run.end.at, `thread.run.${run.end.status}`, showRun(run, run.end.at));
  return recorder.streams;
}

function tellMessage({ tell, spread }: Recorder, threadId: string, message: MessagePlan): void {
  const { createdAt, writtenUntil } = message;
  const begun = { ...showMessage(message, threadId, createdAt), content: [] };
  tell(createdAt, 'thread.message.created', begun);
  tell(createdAt, 'thread.message.in_progress', begun);
  spread(createdAt + (writtenUntil - createdAt) * FIRST, writtenUntil, messagePieces(message), (content) => [
    'thread.message.delta',
    { id: message.id, object: 'thread.message.delta', delta: { content: [content] } },
  ]);
  tell(writtenUntil, 'thread.message.completed', showMessage(message, threadId, writtenUntil));
}

function tellCalls({ tell, spread, answer }: Recorder, run: RunPlan, step: StepPlan): void {
  const { createdAt, writtenAt, endsAt } = step;
  const delta = (call: JsonObject): [string, JsonObject] => [
    'thread.run.step.delta',
    {
      id: step.id,
      object: 'thread.run.step.delta',
      delta: { step_details: { type: 'tool_calls', tool_calls: [call] } },
    },
  ];
  const written = step.waitsFor === null ? writtenAt - (writtenAt - createdAt) * FIRST : writtenAt;
  spread(createdAt + (writtenAt - createdAt) * FIRST, written, step.calls.flatMap(callPieces), delta);
  if (step.waitsFor !== null) {
    tell(writtenAt, 'thread.run.requires_action', showRun(run, writtenAt));
    answer(endsAt);
  } else if (step.status === 'completed') {
    spread(writtenAt + (endsAt - writtenAt) * WORKED, endsAt, step.calls.flatMap(outputPieces), delta);
  }
}

/** Writes down what arrives, and when: never before what came before it. */
class Recorder {
  readonly streams: RecordedEvents[] = [];
  readonly #late: () => number;
  #events: RecordedStreamEvent[] = [];
  /** ms since 1970. */
  #startedAt = 0;
  #last = 0;

  constructor(run: RunPlan) {
    const random = seeded(`stream of ${run.id}`);
    this.#late = () => random.int(LATE.least, LATE.most);
    this.#begin(run.createdAt);
  }

  /** Something that happened at a second since 1970. */
  tell = (second: number, event: string, value: JsonObject | null): void => {
    this.#add(Math.round(second * 1000) + this.#late(), event, JSON.stringify(value));
  };

  /** Pieces that come one after the other between two seconds, as unevenly as models write. */
  spread = <T>(from: number, to: number, pieces: readonly T[], event: (piece: T) => [string, JsonObject]): void => {
    const each = ((to - from) * 1000) / Math.max(1, pieces.length);
    pieces.forEach((piece, i) => {
      const [name, value] = event(piece);
      const uneven = (this.#late() / LATE.most) * each * 0.8;
      this.#add(Math.round(from * 1000 + i * each + uneven), name, JSON.stringify(value));
    });
  };

  /** The stream ends; another one begins with an answer at that second. */
  answer = (second: number): void => this.#begin(second);

  #begin(second: number): void {
    this.#startedAt = second * 1000;
    this.#last = Math.max(this.#last, this.#startedAt);
    this.#events = [];
    this.streams.push({ startedAt: this.#startedAt, ending: 'done', events: this.#events });
  }

  #add(at: number, event: string, data: string): void {
    this.#last = Math.max(this.#last, at);
    this.#events.push({ at: this.#last - this.#startedAt, event, data });
  }
}
