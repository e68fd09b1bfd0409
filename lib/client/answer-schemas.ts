import type * as z from 'zod/mini';

/** Fetches the schema of an answer of our API. */
export type AnswerSchema<T> = () => Promise<z.ZodMiniType<T>>;

/**
 * The schemas of our API's answers. They come, with the library they are written in, when a first answer is asked for: a
 * page that arrived filled needs none to be read.
 */
export const answers = {
  blockingRun: async () => (await import('../contract/operate-schema.ts')).blockingRunSchema,
  importBegun: async () => (await import('../contract/import-schema.ts')).importBegunSchema,
  importState: async () => (await import('../contract/import-schema.ts')).importStateSchema,
  messagePage: async () => (await import('../contract/message-schema.ts')).messagePageSchema,
  openPage: async () => (await import('../contract/source-schema.ts')).openPageSchema,
  operatedRun: async () => (await import('../contract/operate-schema.ts')).operatedRunSchema,
  recordingPage: async () => (await import('../contract/replay-schema.ts')).recordingPageSchema,
  replayLine: async () => (await import('../contract/replay-schema.ts')).replayLineSchema,
  runPage: async () => (await import('../contract/run-schema.ts')).runPageSchema,
  runRowPage: async () => (await import('../contract/run-row-schema.ts')).runRowPageSchema,
  filterValues: async () => (await import('../contract/run-find-schema.ts')).filterValuesSchema,
  listEvent: async () => (await import('../contract/run-event-schema.ts')).listEventSchema,
  runEvent: async () => (await import('../contract/run-event-schema.ts')).runEventSchema,
  runEventPlace: async () => (await import('../contract/run-event-schema.ts')).runEventPlaceSchema,
  runGroups: async () => (await import('../contract/run-find-schema.ts')).runGroupPageSchema,
  runHistogram: async () => (await import('../contract/run-find-schema.ts')).runHistogramSchema,
  runTotal: async () => (await import('../contract/run-find-schema.ts')).runTotalSchema,
  search: async () => (await import('../contract/search-schema.ts')).searchPageSchema,
  knownFetch: async () => (await import('../contract/source-schema.ts')).knownFetchSchema,
  runSummary: async () => (await import('../contract/run-summary-schema.ts')).runSummarySchema,
  runTrace: async () => (await import('../contract/step-schema.ts')).runTraceSchema,
  sourcePage: async () => (await import('../contract/source-schema.ts')).sourcePageSchema,
  step: async () => (await import('../contract/step-schema.ts')).stepSchema,
  stepLine: async () => (await import('../contract/step-schema.ts')).stepLineSchema,
  textRange: async () => (await import('../contract/text-range-schema.ts')).textRangeSchema,
  thread: async () => (await import('../contract/message-schema.ts')).threadSchema,
};
