import { mutationOptions, queryOptions } from '@tanstack/react-query';
import { apiPaths } from '../contract/api-paths.ts';
import type { CreateRunBody, OperatedRun, ToolOutputsBody } from '../contract/operate-schema.ts';
import type { Run } from '../domain/run.ts';
import { answers } from './answer-schemas.ts';
import type { ApiError } from './api-error.ts';
import { fetchJson } from './fetch-json.ts';
import { writeFor } from './write.ts';

/**
 * Starts a run in a thread. Gives its address as soon as the source has told it; what the run does then arrives as it does
 * for every run that goes on. Never tried again by itself. Rejects with an `ApiError`: a refusal holds the source's words.
 */
export function createRunMutation(source: string, thread: string) {
  return mutationOptions<OperatedRun, ApiError, CreateRunBody>({
    mutationKey: ['operate', 'create', source, thread],
    mutationFn: (body) => writeFor('POST', apiPaths.threadRuns(source, thread), body, answers.operatedRun),
    retry: false,
  });
}

/** Asks the source to cancel a run, which then is `cancelling`, or ended already. Rejects with an `ApiError`. */
export function cancelRunMutation(source: string, key: string) {
  return mutationOptions<OperatedRun, ApiError>({
    mutationKey: ['operate', 'cancel', source, key],
    mutationFn: () => writeFor('POST', apiPaths.cancelRun(source, key), {}, answers.operatedRun),
    retry: false,
  });
}

/** Replaces a run's metadata at its source. Rejects with an `ApiError`. */
export function updateMetadataMutation(source: string, key: string) {
  return mutationOptions<OperatedRun, ApiError, Readonly<Record<string, string>>>({
    mutationKey: ['operate', 'metadata', source, key],
    mutationFn: (metadata) => writeFor('PATCH', apiPaths.run(source, key), { metadata }, answers.operatedRun),
    retry: false,
  });
}

/** Answers everything that a run waits for, all at once: outputs of its functions, or approvals of its tools. */
export function answerCallsMutation(source: string, key: string) {
  return mutationOptions<OperatedRun, ApiError, ToolOutputsBody>({
    mutationKey: ['operate', 'answer', source, key],
    mutationFn: (body) => writeFor('POST', apiPaths.toolOutputs(source, key), body, answers.operatedRun),
    retry: false,
  });
}

/** The run that keeps new messages and runs out of a thread, asked of the source; null where none does. */
export function blockingRunOptions(source: string, thread: string) {
  return queryOptions<{ run: Run | null }, ApiError>({
    queryKey: ['threads', source, thread, 'blocking run'],
    queryFn: ({ signal }) => fetchJson(apiPaths.blockingRun(source, thread), answers.blockingRun, signal),
    retry: false,
  });
}
