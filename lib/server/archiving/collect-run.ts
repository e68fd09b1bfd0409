import 'server-only';
import type { Message } from '../../domain/message.ts';
import { isTerminal, type Run, runSpan } from '../../domain/run.ts';
import type { Step } from '../../domain/step.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { inTurns, PAGES_A_TURN, withinPages } from '../upstream/page-turns.ts';
import type { Source } from '../upstream/sources.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import { readRun } from './read-run.ts';

/** Characters of JSON collected for one run; a run with more is kept without the rest. */
const MOST_TEXT = 64 * 1024 * 1024;
/**
 * Answers are taken from the minute before while a run goes on, and where it ended long enough before they were asked for
 * that two clocks cannot disagree about it (ms).
 */
const RECENT = 60_000;
const RECENT_LIVE = 3_000;
const CLOCKS = 60_000;

/** A run with everything that its source told of it. */
export interface CollectedRun {
  run: Run;
  /** Null where the source has none to give. */
  steps: Step[] | null;
  messages: Message[];
  question: Message[];
  /** The run, its steps, its messages and the question, in the order in which the source lists them. */
  objects: WireObject[];
  /** Its thread and assistant, where they could be read. */
  around: WireObject[];
  /** Whether every step was read. */
  stepsRead: boolean;
  /** Whether it has ended and everything was read that the source has. */
  complete: boolean;
  /** Reads files of the run. */
  reader: SourceReader;
  /** Descriptions of the files that `reader` has read. */
  described: () => WireObject[];
}

/** Pages left to whoever waited for a run in vain: they read a part of it themselves. */
const SPARE = 2;

/**
 * Reads everything of a run, from answers of the last minute where they can stand and in turns, unless all is to be `fresh`:
 * then somebody waits, and a run that needs more than one turn is `overloaded`. Throws what the source throws.
 */
export async function collectRun(
  source: Source,
  key: string,
  signal: AbortSignal,
  fresh = false,
): Promise<CollectedRun> {
  const heard = new Map<string, WireObject>();
  let length = 0;
  const began = Date.now();
  let since = fresh ? began : began - RECENT;
  const hear = (objects: WireObject[]) => {
    for (const one of objects) {
      heard.set(nameOf(one.kind, one.id), one);
      length += one.text.length;
    }
  };
  const reader = source.collector(hear, () => since);

  const run = await reader.getRun(key, signal);
  since = Math.max(fresh ? began : 0, answersSince(run));
  const read = () => readRun(reader, run, () => length > MOST_TEXT, signal);
  const { steps, messages, question } = await (fresh
    ? withinPages(PAGES_A_TURN - SPARE, 'This run is long. It is being read by the way; ask again in a moment.', read)
    : inTurns(signal, read));
  since = began - RECENT;
  const around = await readAround(reader, run, signal);

  const own = new Set(messages?.items.map((message) => message.id));
  const wanted = [
    nameOf('run', run.id),
    ...(steps?.items ?? []).map((step) => nameOf('step', step.id)),
    ...question.map((message) => nameOf('message', message.id)),
    ...[...own].map((id) => nameOf('message', id)),
  ];
  const objects = wanted.flatMap((name) => heard.get(name) ?? []);
  return {
    run: { ...run, assistantName: around.assistantName },
    steps: steps?.items ?? null,
    messages: messages?.items ?? [],
    question,
    // A message that does not name its run, but that the source listed as the run's, is kept as the run's.
    objects: objects.map((one) => (one.kind === 'message' && own.has(one.id) ? { ...one, runId: run.id } : one)),
    around: around.ids.flatMap((name) => heard.get(name) ?? []),
    stepsRead: steps?.whole ?? false,
    complete: isTerminal(run) && steps?.whole === true && messages?.whole === true && objects.length === wanted.length,
    reader,
    described: () => [...heard.values()].filter((one) => one.kind === 'file'),
  };
}

/** The instant after which an answer about the run's steps and messages can stand for a new one. */
function answersSince(run: Run): number {
  if (!isTerminal(run)) return Date.now() - RECENT_LIVE;
  const end = runSpan(run)?.end ?? run.completedAt ?? run.failedAt ?? run.cancelledAt;
  return end === null ? Number.POSITIVE_INFINITY : end + CLOCKS;
}

/** The run's thread and assistant; one that cannot be read is passed over. */
async function readAround(
  reader: SourceReader,
  { threadId, assistantId }: Run,
  signal: AbortSignal,
): Promise<{ assistantName: string | null; ids: string[] }> {
  const [assistant, thread] = await Promise.all([
    assistantId === null ? null : reader.getAssistant(assistantId, signal).catch(() => null),
    threadId === null ? null : reader.getThread(threadId, signal).catch(() => null),
  ]);
  const ids = [
    ...(assistant ? [nameOf('assistant', assistant.id)] : []),
    ...(thread ? [nameOf('thread', thread.id)] : []),
  ];
  return { assistantName: assistant?.name ?? null, ids };
}

function nameOf(kind: WireObject['kind'], id: string): string {
  return `${kind} ${id}`;
}
