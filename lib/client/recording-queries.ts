import { readExactJson } from '../domain/exact-json.ts';
import { queryOptions } from '@tanstack/react-query';
import type { RecordedRunEvent, RecordedStream, Recording, ReplayLine } from '../domain/recording.ts';
import { answers } from './answer-schemas.ts';
import { ApiError } from './api-error.ts';
import { fetchOk, readable } from './fetch-json.ts';
import { lineSplitter } from './step-stream.ts';
import type { TraceAccess } from './trace-access.ts';

/** Reading gives way to the page after this long (ms). */
const TURN_MS = 12;

/** All that was recorded of a run, with times. Rejects with an `ApiError`, also where it broke off. */
export function recordingQuery(access: TraceAccess, streams: readonly RecordedStream[]) {
  const known = streams.map(({ startedAt, events }) => `${startedAt} ${events}`).join(' ');
  return queryOptions<Recording, ApiError>({
    queryKey: ['recording', access.cacheKey, known],
    queryFn: async ({ signal }) => ({ streams, events: await readEvents(access.replayPath ?? '', signal) }),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

async function readEvents(path: string, signal: AbortSignal): Promise<RecordedRunEvent[]> {
  const { body } = await fetchOk(path, 'application/x-ndjson', signal);
  const schema = await readable(answers.replayLine);
  if (!body || !schema) throw broken('The connection to the server broke off.');
  const split = lineSplitter();
  const decoder = new TextDecoder();
  const events: RecordedRunEvent[] = [];
  const reader = body.getReader();
  let until = performance.now() + TURN_MS;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) throw broken('The connection to the server broke off.');
      for (const text of split(decoder.decode(value, { stream: true }))) {
        const line = parseLine(text, schema);
        if (line.type === 'end') return events;
        if (line.type === 'error') {
          const { code, message, request_id: requestId } = line.error;
          throw new ApiError({ code, message, requestId, status: 200, retryAfter: null });
        }
        events.push({ at: line.at, event: line.event });
        if (performance.now() < until) continue;
        await new Promise((resolve) => setTimeout(resolve));
        until = performance.now() + TURN_MS;
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof ApiError ? error : broken('The connection to the server broke off.');
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

type LineSchema = Awaited<ReturnType<typeof answers.replayLine>>;

function parseLine(text: string, schema: LineSchema): ReplayLine {
  const parsed = schema.safeParse(valueOf(text));
  if (!parsed.success) throw broken('The server sent a recorded event that cannot be read.');
  return parsed.data;
}

function valueOf(text: string): unknown {
  try {
    return readExactJson(text);
  } catch {
    return null;
  }
}

function broken(message: string): ApiError {
  return new ApiError({ code: 'broken_off', message, requestId: '', status: 0, retryAfter: null });
}
