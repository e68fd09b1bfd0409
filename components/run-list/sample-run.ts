import { aRun } from '#lib/domain/domain-fixtures.ts';
import type { Run } from '#lib/domain/run.ts';

/** A whole run of the source `sample` for tests; its key follows from its id. */
export function sampleRun(more: Partial<Run> = {}): Run {
  const id = more.id ?? 'run_aaaaaaaaaaaa';
  return aRun({ source: 'sample', id, key: `thread_1.${id}`, threadId: 'thread_1', assistantId: 'asst_1', ...more });
}
