import 'server-only';
import { FailureError } from '../../domain/failure.ts';
import { isJsonObject, type Json } from '../../domain/json.ts';
import type { Run } from '../../domain/run.ts';
import type { StreamEnding } from '../archive/archive.ts';
import { publishRunEvents } from '../live/run-hub.ts';
import { tellStream } from '../live/tell-stream.ts';
import { redactMessage } from '../upstream/redact-secrets.ts';
import { parseDeepJson } from '../upstream/without-too-deep.ts';
import type { Source } from '../upstream/sources.ts';
import type { SseEvent } from '../upstream/sse-blocks.ts';
import { hearObjects, heardRun } from './hear-objects.ts';
import { recordStream } from './stream-recorder.ts';

/** What may wait to be looked into: characters, and how many events are looked into before others get their turn. */
const MOST_WAITING = 16 * 1024 * 1024;
const AT_ONCE = 50;
/** How long it waits, ms: until those who called have what they are waiting for. */
const AFTER = 5;

/** Hears one stream of a source beside whoever reads it: for the archive, for the list, for those who watch the run. */
export interface StreamEar {
  /** The run as the stream tells it first; rejects with a `FailureError` when it ends without one. */
  readonly run: Promise<Run>;
  /** Takes an event as it arrives. Returns at once and never fails. */
  event(event: SseEvent): void;
  /** Says that no further event comes, and what was thrown where it broke off. */
  end(ending: StreamEnding, error?: unknown): void;
}

interface Waiting extends SseEvent {
  /** ms since the stream began. */
  at: number;
}

/** An ear for a stream that begins now; `key` is that of its run where it is known. */
export function hearStream(source: Source, key?: string): StreamEar {
  const startedAt = Date.now();
  const begun = performance.now();
  const recorder = recordStream(source.id, startedAt);
  const stream = source.dialect.readStream(source.id);
  const first = Promise.withResolvers<Run>();
  first.promise.catch(() => undefined);
  const queue: Waiting[] = [];
  let size = 0;
  let drain: NodeJS.Immediate | NodeJS.Timeout | null = null;
  let ended: { ending: StreamEnding; error: unknown } | null = null;
  let lost = false;
  /** Clients let go of a stream as soon as it says that it is over. */
  let done = false;
  let words: string | null = null;
  let told: Promise<unknown> = Promise.resolve();
  let stopTelling: (() => void) | null = null;

  const look = ({ at, event, data }: Waiting): void => {
    if (data === '[DONE]') return;
    recorder.add({ at, event, data });
    const { value, problem } = parseDeepJson(data);
    if (problem !== null) return;
    if (event === 'error') words = errorWords(value);
    const news = stream.read({ event, value, text: data });
    if (news) {
      publishRunEvents(source.id, news.key, [news.event]);
      stopTelling ??= tellStream(source.id, news.key);
    }
    tell(source.dialect.wireObjectsOf(value, data));
  };

  const tell = (objects: ReturnType<Source['dialect']['wireObjectsOf']>): void => {
    if (objects.length === 0) return;
    hearObjects(source, objects);
    const run = objects.find((one) => one.kind === 'run');
    if (!run) return;
    recorder.belongs(run.id);
    told = told.then(() => heardRun(source, objects, key)).then((found) => found && first.resolve(found), first.reject);
  };

  const finish = async (ending: StreamEnding, error: unknown): Promise<void> => {
    for (const { value, text } of stream.grown()) tell(source.dialect.wireObjectsOf(value, text));
    recorder.end(lost ? 'limit' : ending);
    stopTelling?.();
    await told;
    first.reject(noRun(source.name, words, error));
  };

  const work = (): void => {
    drain = null;
    for (const one of queue.splice(0, AT_ONCE)) {
      size -= one.data.length;
      try {
        look(one);
      } catch (error) {
        process.emitWarning(
          `An event was not looked into: ${error instanceof Error ? error.message : 'unknown error'}`,
        );
      }
    }
    if (queue.length > 0) drain = setImmediate(work);
    else if (ended) void finish(ended.ending, ended.error);
  };

  return {
    run: first.promise,
    event(event) {
      if (lost || ended) return;
      if (event.data === '[DONE]') done = true;
      if (size + event.data.length > MOST_WAITING) {
        lost = true;
        return;
      }
      size += event.data.length;
      queue.push({ ...event, at: Math.round(performance.now() - begun) });
      drain ??= setTimeout(work, AFTER);
    },
    end(ending, error) {
      ended ??= { ending: done ? 'done' : ending, error };
      drain ??= setTimeout(work, AFTER);
    },
  };
}

/** The message of `event: error`, whose data is `{error:{message}}` (recorded) or the error itself. */
function errorWords(value: Json): string | null {
  if (!isJsonObject(value)) return null;
  const { message } = isJsonObject(value.error) ? value.error : value;
  return typeof message === 'string' ? redactMessage(message) || null : null;
}

function noRun(name: string, words: string | null, error: unknown): FailureError {
  if (words === null && error instanceof FailureError) return error;
  const said = words === null ? '' : ` It says: ${words}`;
  return new FailureError({
    code: 'upstream_error',
    message: `${name} ended its stream without telling a run.${said}`,
  });
}
