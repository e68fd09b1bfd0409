import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CreateRunBody, OperatedRun, ToolOutputsBody } from '../../contract/operate-schema.ts';
import { fail } from '../../domain/failure.ts';
import type { JsonObject } from '../../domain/json.ts';
import { isTerminal } from '../../domain/run.ts';
import { noteViewed } from '../archiving/recorder.ts';
import { lookOnce } from '../live/look-once.ts';
import { publishRunEvents } from '../live/run-hub.ts';
import { heardRun, hearObjects } from '../passthrough/hear-objects.ts';
import { hearStream, type StreamEar } from '../passthrough/hear-stream.ts';
import { cutRun } from '../runs/long-texts.ts';
import { TOO_LONG } from '../upstream/read-events.ts';
import type { Source } from '../upstream/sources.ts';
import type { WriteAnswer } from '../upstream/upstream-write.ts';
import { refusePart } from './refuse-part.ts';
import { operatedSource } from './require-operate.ts';

/** A write goes on when its asker leaves: given up half-way, nobody would know whether it happened. */
const { signal } = new AbortController();

/** Streams tell their run first; it is heard within so long, ms. */
const RUN_TOLD = 1_000;

/** A run that was changed, and the end of the stream that tells what it does now; null where there is none. */
export interface Operated {
  answer: OperatedRun;
  /** Fulfilled once the stream is over, however; never rejected. */
  over: Promise<void> | null;
}

/**
 * Starts a run in a thread. Gives its address as soon as the source has told it; its stream goes on to be heard for the
 * archive and for everybody who watches the run, whether somebody waits for it or not. Never tried again.
 */
export async function createRun(
  source: string,
  thread: string,
  { include = [], ...body }: CreateRunBody,
): Promise<Operated> {
  const found = operatedSource(source);
  return operated(found, await found.writer.createRun(thread, withoutUndefined(body), include, signal));
}

/**
 * Answers everything that a run waits for; as `createRun` where the source streams what follows. `invalid_request` where
 * outputs of some of its calls are missing, before the source is asked.
 */
export async function answerCalls(source: string, key: string, body: ToolOutputsBody): Promise<Operated> {
  const found = operatedSource(source);
  refusePart(source, key, body);
  return operated(found, await found.writer.answerCalls(key, withoutUndefined(body), signal), key);
}

/** Asks the source to cancel a run. */
export async function cancelRun(source: string, key: string): Promise<OperatedRun> {
  const found = operatedSource(source);
  return (await operated(found, await found.writer.cancelRun(key, signal), key)).answer;
}

/** Replaces the metadata of a run. */
export async function updateRun(
  source: string,
  key: string,
  metadata: Readonly<Record<string, string>>,
): Promise<OperatedRun> {
  const found = operatedSource(source);
  return (await operated(found, await found.writer.updateRun(key, metadata, signal), key)).answer;
}

/** Reads the answer to a write: the run, or the beginning of its stream. `key` is that of the run where it is known. */
async function operated(source: Source, answer: WriteAnswer, key?: string): Promise<Operated> {
  if ('events' in answer) return streamed(source, answer.events, key);
  const objects = source.dialect.wireObjectsOf(answer.value, answer.text);
  const run = await heardRun(source, objects, key);
  if (!run) return fail('upstream_invalid', `${source.name} answered with something that is not a run.`);
  hearObjects(source, objects);
  publishRunEvents(source.id, run.key, [{ type: isTerminal(run) ? 'ended' : 'run_changed', run }]);
  noteViewed(run, true);
  return { answer: { source: source.id, key: run.key, run: cutRun(run) }, over: null };
}

async function streamed(
  source: Source,
  events: Extract<WriteAnswer, { events: unknown }>['events'],
  key: string | undefined,
): Promise<Operated> {
  const ear = hearStream(source, key);
  const over = (async () => {
    try {
      for await (const event of events) {
        if (event === TOO_LONG) await readAnew(source, ear);
        else ear.event(event);
      }
      ear.end('done');
    } catch (error) {
      ear.end('cut', error);
    }
  })();
  const run = await ear.run;
  return { answer: { source: source.id, key: run.key, run: cutRun(run) }, over };
}

/** What an event that was too long has told is read from the source, before what comes after it is heard. */
async function readAnew(source: Source, ear: StreamEar): Promise<void> {
  const run = await Promise.race([ear.run, sleep(RUN_TOLD, null, { ref: false })]).catch(() => null);
  if (run) await lookOnce(source, run.key, signal);
}

function withoutUndefined(body: object): JsonObject {
  return JSON.parse(JSON.stringify(body)) as JsonObject;
}
