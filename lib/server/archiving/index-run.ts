import 'server-only';
import { fingerprintOf } from '../../domain/fingerprint.ts';
import { isJsonObject } from '../../domain/json.ts';
import { messageLine, type Message } from '../../domain/message.ts';
import type { Run } from '../../domain/run.ts';
import { runSpan } from '../../domain/run.ts';
import { isOwnFile, runFiles } from '../../domain/run-files.ts';
import { runTexts } from '../../domain/run-texts.ts';
import type { Step } from '../../domain/step.ts';
import { summariseRun } from '../../domain/summarise-run.ts';
import { ms } from '../../domain/time.ts';
import type { RunIndex } from '../archive/archive.ts';

/**
 * Raised with every change of what is made of the same run here, of its texts, or of how these are parted into words: a server
 * that starts then makes the index of all runs anew.
 */
export const INDEX_VERSION = 1;

/** A run with what was read of it. */
export interface RunParts {
  run: Run;
  /** Null where they were not read, or the source has none to give. */
  steps: { items: readonly Step[]; complete: boolean } | null;
  /** Messages that the run wrote. */
  messages: readonly Message[];
  /** The user's messages that the run answers, oldest first. */
  question: readonly Message[];
  fileNames: readonly string[];
}

/**
 * What the list sorts, filters and counts a run by, and the texts by which it is found. Pure; `now` (ms since 1970) is the
 * clock for a run that goes on. Without steps there is no summary.
 */
export function indexRun({ run, steps, messages, question, fileNames }: RunParts, now: number): RunIndex {
  const read = steps?.items ?? [];
  const firstMessage = question[0] ? messageLine(question[0]) : null;
  const summary = steps && summariseRun(run, steps.items, steps.complete, firstMessage, ms(now));
  const span = runSpan(run);
  const said = [...question, ...messages];
  return {
    source: run.source,
    key: run.key,
    id: run.id,
    threadId: run.threadId,
    status: run.status,
    outcome: outcomeOf(run.status),
    assistantId: run.assistantId,
    assistantName: run.assistantName,
    model: run.model,
    createdAt: run.createdAt,
    endedAt: span?.end ?? run.completedAt ?? run.failedAt ?? run.cancelledAt,
    duration: span && span.end !== null ? span.end - span.start : null,
    tokens: tokensOf(run),
    errorCode: run.lastError?.code ?? null,
    tools: summary ? summary.tools : givenTools(run),
    fingerprint: fingerprintOf(run, read),
    summary,
    files:
      steps &&
      runFiles(run, read, said)
        .filter(isOwnFile)
        .map(({ id }) => id),
    question: question.map(({ id }) => id),
    text: runTexts({ run, steps: read, messages: said, fileNames }),
  };
}

/** Where a status stands in the histogram; a run that ended incomplete stands with those that wait for somebody. */
export function outcomeOf(status: string): RunIndex['outcome'] {
  switch (status) {
    case 'failed':
    case 'completed':
      return status;
    case 'requires_action':
    case 'incomplete':
      return 'waiting';
    default:
      return 'other';
  }
}

function tokensOf({ usage }: Run): number | null {
  if (!usage) return null;
  if (usage.totalTokens !== null) return usage.totalTokens;
  return usage.inputTokens !== null && usage.outputTokens !== null ? usage.inputTokens + usage.outputTokens : null;
}

/** Words of the tools that the run was given: until its steps are read, it may have called any of them. */
function givenTools(run: Run): string[] {
  const words = run.tools.flatMap((tool) => (isJsonObject(tool) && typeof tool.type === 'string' ? [tool.type] : []));
  return [...new Set(words)];
}
