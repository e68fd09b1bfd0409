import 'server-only';
import type { Assistant } from '../../domain/assistant.ts';
import type { FileInfo } from '../../domain/file-info.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import type { Message } from '../../domain/message.ts';
import type { Page, PageQuery } from '../../domain/page.ts';
import type { Run } from '../../domain/run.ts';
import type { RunEvent } from '../../domain/run-event.ts';
import type { Step } from '../../domain/step.ts';
import type { Thread } from '../../domain/thread.ts';
import type { PassThroughTable } from './pass-through-table.ts';
import type { TextRoles } from './text-role.ts';
import type { Upstream } from './upstream-fetch.ts';
import type { UpstreamWriter, WriteAnswer } from './upstream-write.ts';
import type { WireKind, WireObject, WireStore } from './wire-store.ts';

/** A language that sources speak. One folder under `lib/server/upstream/`, one line in `sources.ts`. */
export interface Dialect {
  /** As it stands in a source's configuration. */
  readonly name: string;
  /** Headers of the protocol itself, sent with every call unless the source's configuration sets them to null. */
  readonly headers: Readonly<Record<string, string>>;
  /** A reader of one source. Makes no call. */
  connect(source: string, upstream: Upstream): SourceReader;
  /** What SDK clients may call through Runlens; nothing else leaves. */
  readonly passThrough: PassThroughTable;
  /** Changes runs of one source. Makes no call. */
  operate(writer: UpstreamWriter): SourceWriter;
  /** What a pasted id, pair of ids, API address or dashboard address means here; null when it is not of this dialect. */
  recognise(text: string): Recognised | null;
  /** The objects in one answer of a source, lists oldest first, each with its own text, cut out byte for byte. */
  wireObjects(answer: WireAnswer): WireObject[];
  /**
   * The objects in JSON that came without an address, as imports do; empty where nothing is of this dialect. `left` hears
   * of elements of lists that are none, and of objects of this dialect whose id cannot be used.
   */
  wireObjectsOf(value: Json, text: string, left?: (leftover: WireLeftover) => void): WireObject[];
  /** Answers from kept objects as a source would, so that `connect` reads them. `not_found` for what was not kept. */
  archived(store: WireStore): Upstream;
  /** Collects the objects of one captured stream, event by event. */
  collectStream(): StreamCollector;
  /** Reads one stream of a source while it arrives. */
  readStream(source: string): RunStream;
  /** Tells states of one object apart that were captured in no known order: the larger number is the later state. */
  stateRank(value: Json): number;
  /** What the texts of its objects are, for redaction. */
  readonly textRoles: TextRoles;
}

/** What stands where objects do and gives none. */
export interface WireLeftover {
  value: Json;
  text: string;
  /** What it says it is; null where it is nothing of the dialect. */
  kind: WireKind | null;
}

/** One event of a captured stream. */
export interface StreamEvent {
  /** Name in its `event:` line; null where the capture kept the payloads only. */
  event: string | null;
  /** Its parsed `data:`; an end marker is no event. */
  value: Json;
  /** The text of `data:`. */
  text: string;
}

/** One event of a recorded stream, with the time of its arrival. */
export interface RecordedStreamEvent {
  /** ms since the stream began. */
  at: number;
  /** Name in its `event:` line. */
  event: string | null;
  /** Its data as received, secrets replaced. */
  data: string;
}

/** A recorded stream that a source itself brings. */
export interface RecordedEvents {
  /** ms since 1970. */
  startedAt: number;
  ending: 'done';
  events: RecordedStreamEvent[];
}

/** One object of a stream in its last state. */
export interface StreamedObject {
  value: JsonObject;
  /** As received, or written anew where it had to be put together from deltas. */
  text: string;
}

/** Puts the objects of one stream together. */
export interface StreamCollector {
  /** Whether an event can change what was or will be collected: a delta, an object under way, or one that is known. */
  wants(value: Json): boolean;
  /** Gives whether the event was of this protocol. */
  add(event: StreamEvent): boolean;
  /** Every object in its last state, in the order in which they appeared. */
  objects(): StreamedObject[];
  /** Those of them that had to be put together from deltas, because no whole object followed. */
  grown(): StreamedObject[];
}

/** What an event of a stream tells of a run. */
export interface RunTold {
  key: string;
  event: RunEvent;
}

/** One stream of a source while it arrives: what it tells of runs, and its objects as they stand. */
export interface RunStream extends StreamCollector {
  /** Takes an event; null where it tells nothing new of a run. To be called instead of `add`. Never throws. */
  read(event: StreamEvent): RunTold | null;
}

/** One answer of a source: path and query it was asked with below the base URL, its JSON parsed, and as it came. */
export interface WireAnswer {
  path: readonly string[];
  query?: readonly (readonly [name: string, value: string])[] | undefined;
  value: Json;
  text: string;
}

/** Ids found in what somebody pasted. A step or message id alone leaves `threadId` and `runId` null. */
export interface Recognised {
  threadId: string | null;
  runId: string | null;
  stepId: string | null;
  messageId: string | null;
}

/** Whose JSON to show as the source sent it. */
export type RawTarget = { run: true } | { step: string } | { message: string };

/** Bytes of a file while they arrive. `bytes` is null where the source did not say the size. */
export interface FileContent {
  body: ReadableStream<Uint8Array>;
  bytes: number | null;
}

/** A run that is polled; `pollAfter` is how long the source asks to wait before the next look, ms, null where it does not. */
export interface PolledRun {
  run: Run;
  pollAfter: number | null;
}

/**
 * Reads one source. Every method takes the signal of whoever asked, checks ids before a call leaves, gives domain values
 * and throws `FailureError` only: `invalid_id`, `not_found`, `capability_missing` and those of `upstream-fetch.ts`.
 */
export interface SourceReader {
  readonly source: string;
  /** Key of a run from its ids. */
  runKey(threadId: string, runId: string): string;
  /** Ids from a key; `invalid_id` when it is not one. */
  parseKey(key: string): { threadId: string; runId: string };

  listThreads(query: PageQuery, signal: AbortSignal): Promise<Page<Thread>>;
  getThread(threadId: string, signal: AbortSignal): Promise<Thread>;
  listMessages(threadId: string, query: PageQuery, signal: AbortSignal): Promise<Page<Message>>;
  listRuns(threadId: string, query: PageQuery, signal: AbortSignal): Promise<Page<Run>>;

  getRun(key: string, signal: AbortSignal): Promise<Run>;
  /** The run as it is now, for somebody who asks again and again. */
  pollRun(key: string, signal: AbortSignal): Promise<PolledRun>;
  /** Messages that the run wrote; hosts that ignore the filter are filtered here. */
  listRunMessages(key: string, query: PageQuery, signal: AbortSignal): Promise<Page<Message>>;
  /** Whole texts; callers cut. The cursor is where the next page begins in the asked order. */
  listSteps(key: string, query: PageQuery, signal: AbortSignal): Promise<Page<Step>>;
  /** One step, up to 256 MB. */
  getStep(key: string, stepId: string, signal: AbortSignal): Promise<Step>;
  /** The JSON text as the source sent it. */
  getRaw(key: string, target: RawTarget, signal: AbortSignal): Promise<string>;
  /** The JSON text, as the source sent it, of what runs refer to. */
  getRawOf(kind: 'thread' | 'assistant' | 'file', id: string, signal: AbortSignal): Promise<string>;

  getAssistant(assistantId: string, signal: AbortSignal): Promise<Assistant>;
  getFile(fileId: string, signal: AbortSignal): Promise<FileInfo>;
  getFileContent(fileId: string, signal: AbortSignal): Promise<FileContent>;
}

/**
 * Changes runs of one source, each by one call that is never tried again. Bodies are in the words of the protocol and were
 * checked; ids are checked here. What a source streams is given as its events, else the JSON of the run. Throws
 * `FailureError` only: `invalid_id`, `not_found`, `capability_missing` and those of `upstream-write.ts`.
 */
export interface SourceWriter {
  /** Starts a run in a thread, streamed where the source can; `include` names what it adds to the steps. */
  createRun(threadId: string, body: JsonObject, include: readonly string[], signal: AbortSignal): Promise<WriteAnswer>;
  /** Replaces the metadata of a run. */
  updateRun(key: string, metadata: Readonly<Record<string, string>>, signal: AbortSignal): Promise<WriteAnswer>;
  cancelRun(key: string, signal: AbortSignal): Promise<WriteAnswer>;
  /** Answers everything that a run waits for; what it does then is streamed where the source can. */
  answerCalls(key: string, body: JsonObject, signal: AbortSignal): Promise<WriteAnswer>;
}
