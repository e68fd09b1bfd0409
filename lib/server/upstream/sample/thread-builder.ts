import 'server-only';
import { type Look, numberedId, plainId } from './ids.ts';
import type { AssistantPlan, FilePlan, Flavour, MessagePlan, RunPlan, ThreadHead } from './plan.ts';
import { type Random, seeded } from './random.ts';
import { RunBuilder, type RunOptions } from './run-builder.ts';
import type { Story } from './story.ts';
import { dayAndPlace, FIRST_LIVE_PLACE, fileNumber } from './thread-numbers.ts';
import { tokensOf } from './tokens.ts';
import type { WirePart } from './wire.ts';

/** More than the text of a user's message. */
export interface AskOptions {
  attach?: readonly (readonly [FilePlan, ...('code_interpreter' | 'file_search')[]])[];
  /** Parts after the text. */
  parts?: WirePart[];
  metadata?: { [key: string]: string };
  flavour?: Flavour;
}

/** Collects one thread while a story is told. Its clock, `at`, moves with what is told. */
export class ThreadBuilder {
  readonly head: ThreadHead;
  readonly day: number;
  /** 0 for the daily schedule, the number of the slot for live stories. */
  readonly slot: number;
  readonly random: Random;
  /** Files of the story's `uploads`, in their order. */
  readonly uploads: FilePlan[];
  readonly messages: MessagePlan[] = [];
  readonly runs: RunPlan[] = [];
  readonly files: FilePlan[] = [];
  /** Now, in seconds since 1970. */
  at: number;
  /** About how many tokens the conversation has so far. */
  tokens = 0;

  constructor(head: ThreadHead, story: Story, slot: number) {
    this.head = head;
    this.slot = slot;
    this.day = dayAndPlace(head.number).day;
    this.random = seeded(`story ${head.number}`);
    this.at = head.createdAt;
    this.uploads = (story.uploads ?? []).map((upload) =>
      this.keep(upload.name, upload.bytes, { look: upload.look, purpose: 'assistants' }),
    );
  }

  wait(seconds: number): void {
    this.at += seconds;
  }

  /** A message of the user; the clock moves on by two seconds. */
  ask(text: string, options: AskOptions = {}): MessagePlan {
    const message: MessagePlan = {
      id: this.id('msg_', `message ${this.messages.length}`),
      createdAt: this.at,
      writtenUntil: this.at,
      role: 'user',
      runId: null,
      assistantId: null,
      parts: [{ type: 'text', text: { value: text, annotations: [] } }, ...(options.parts ?? [])],
      attachments: (options.attach ?? []).map(([file, ...tools]) => ({
        file_id: file.id,
        tools: tools.map((type) => ({ type })),
      })),
      metadata: options.metadata ?? {},
      flavour: options.flavour ?? 'current',
    };
    this.messages.push(message);
    this.tokens += tokensOf(text);
    this.wait(2);
    return message;
  }

  /** A run from now until the builder says it has ended; the clock stands at its end afterwards. */
  run(assistant: AssistantPlan, options: RunOptions, tell: (run: RunBuilder) => void): RunPlan {
    const run = new RunBuilder(this, assistant, options);
    tell(run);
    const plan = run.ended();
    this.runs.push(plan);
    this.at = plan.end.at;
    return plan;
  }

  /** A file, there from `createdAt` (now) on. */
  keep(
    name: string,
    bytes: () => Uint8Array<ArrayBuffer>,
    more: { look?: Look | undefined; purpose?: FilePlan['purpose']; createdAt?: number } = {},
  ): FilePlan {
    const id = fileId(this.head.number, this.files.length, more.look);
    const file: FilePlan = {
      id,
      name,
      bytes,
      purpose: more.purpose ?? 'assistants_output',
      createdAt: more.createdAt ?? this.at,
    };
    this.files.push(file);
    return file;
  }

  /** One wording on even days, another on odd ones, so that a list of two days does not repeat itself. */
  either(even: string, odd: string): string {
    return this.day % 2 === 0 ? even : odd;
  }

  /** An id inside this thread. */
  id(prefix: string, seed: string, look?: Look): string {
    return plainId(prefix, `${this.head.number} ${seed}`, 24, dayLook(this.head.number, look));
  }
}

/** Id of a thread from its number. */
export function threadId(number: number, look?: Look): string {
  return numberedId('thread_', number, 24, dayLook(number, look));
}

/** Id of a thread's file; the index counts in the order of making, uploads first. */
export function fileId(thread: number, index: number, look?: Look): string {
  return numberedId('file-', fileNumber(thread, index), 22, dayLook(thread, look));
}

/** The tail of a look is kept on even days (in every fourth slot), so that ids of one list differ at a glance. */
function dayLook(number: number, look: Look | undefined): Look | undefined {
  const { day, place } = dayAndPlace(number);
  const kept = place < FIRST_LIVE_PLACE ? day % 2 === 0 : place % 4 === 0;
  if (!look || kept) return look;
  return [look[0], plainId('', `tail ${number} ${look[1]}`, 4)];
}
