import { readExactJson } from '../domain/exact-json.ts';
import type { StepLine } from '../domain/run-trace.ts';
import type { Step } from '../domain/step.ts';
import { ApiError } from './api-error.ts';
import { answers } from './answer-schemas.ts';
import { fetchOk, readable } from './fetch-json.ts';

/** A line longer than this many characters is refused: a step of a stream is cut by the server long before. */
const MAX_LINE = 64 * 1024 * 1024;

/** Reading gives way to the page after this long (milliseconds), in the middle of a piece too. */
const TURN_MS = 12;

/** Splits a text that arrives in pieces into lines. The returned function gives the lines that a piece completed. */
export function lineSplitter(): (piece: string) => string[] {
  let parts: string[] = [];
  let length = 0;
  return (piece) => {
    const pieces = piece.split('\n');
    const rest = pieces.pop() ?? '';
    const lines = pieces.map((text, i) => (i === 0 ? parts.join('') + text : text));
    if (lines.length > 0) {
      parts = [];
      length = 0;
    }
    parts.push(rest);
    length += rest.length;
    if (length > MAX_LINE) throw broken('A step of this run is too large to be read.');
    return lines.filter((line) => line.trim() !== '');
  };
}

type LineSchema = Awaited<ReturnType<typeof answers.stepLine>>;

/** Reads one line of the stream; throws an `ApiError` for what is not one. */
function parseStepLine(line: string, schema: LineSchema): StepLine {
  let value: unknown;
  try {
    value = readExactJson(line);
  } catch {
    throw broken('The server sent a step that cannot be read.');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw broken('The server sent a step that cannot be read.');
  return parsed.data;
}

/**
 * Reads steps from a stream of lines and hands them on as they come, oldest first. Returns at the `end` line; throws an
 * `ApiError` for an `error` line, for a line that is not one, and when the stream stops without an end.
 */
export async function readStepStream(
  body: ReadableStream<Uint8Array>,
  onSteps: (steps: Step[]) => void,
): Promise<void> {
  const split = lineSplitter();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    const schema = await readable(answers.stepLine);
    if (!schema) throw broken('The connection to the server broke off.');
    for (;;) {
      const { done, value } = await reader.read();
      if (done) throw broken('The connection to the server broke off.');
      const lines = split(decoder.decode(value, { stream: true }));
      for (let taken = 0; taken < lines.length; ) {
        if (taken > 0) await new Promise((resolve) => setTimeout(resolve));
        const turn = takeLines(lines, taken, schema, onSteps);
        if (turn === 'end') return;
        taken = turn;
      }
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

/**
 * Hands on the steps of `lines` from `from` on, also of those before one that throws. Gives the place at which its turn was
 * over, or that the end was among them.
 */
function takeLines(
  lines: readonly string[],
  from: number,
  schema: LineSchema,
  onSteps: (steps: Step[]) => void,
): number | 'end' {
  const steps: Step[] = [];
  const until = performance.now() + TURN_MS;
  try {
    for (const [i, text] of lines.slice(from).entries()) {
      if (i > 0 && performance.now() > until) return from + i;
      const line = parseStepLine(text, schema);
      if (line.type === 'end') return 'end';
      if (line.type === 'step') steps.push(line.step);
      else {
        const { code, message, request_id: requestId } = line.error;
        throw new ApiError({ code, message, requestId, status: 200, retryAfter: null });
      }
    }
    return lines.length;
  } finally {
    if (steps.length > 0) onSteps(steps);
  }
}

/** Asks for the steps at `path` as a stream of lines. Errors are those of `readStepStream` and `fetchOk`. */
export async function fetchStepStream(
  path: string,
  onSteps: (steps: Step[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const { body } = await fetchOk(path, 'application/x-ndjson', signal);
  try {
    if (body) await readStepStream(body, onSteps);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof ApiError ? error : broken('The connection to the server broke off.');
  }
}

function broken(message: string): ApiError {
  return new ApiError({ code: 'broken_off', message, requestId: '', status: 0, retryAfter: null });
}
