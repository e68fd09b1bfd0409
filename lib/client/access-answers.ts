/** The schemas of the answers that settings pages read; they come as those of `answer-schemas.ts` do. */
export const accessAnswers = {
  audit: async () => (await import('../contract/access-schema.ts')).auditPageSchema,
  endedSessions: async () => (await import('../contract/access-schema.ts')).endedSessionsSchema,
  madeToken: async () => (await import('../contract/access-schema.ts')).madeTokenSchema,
  knownIds: async () => (await import('../contract/known-ids-schema.ts')).knownIdPageSchema,
  people: async () => (await import('../contract/access-schema.ts')).peopleSchema,
  sessions: async () => (await import('../contract/access-schema.ts')).sessionPageSchema,
  tokens: async () => (await import('../contract/access-schema.ts')).tokenPageSchema,
  reach: async () => (await import('../contract/source-schema.ts')).sourceReachSchema,
};
