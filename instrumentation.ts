/**
 * Called once by the framework when a server starts, however it was started: a wrong configuration ends it at once. Traces
 * are sent where a collector is named. Runs that are older than they shall be kept are deleted from then on, threads that were
 * being fetched are fetched on, runs that an older version indexed are indexed anew, what counts need of the archive is read,
 * share links that are over are emptied, and what is to be ended when the process ends is named here.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { readEnvironment } = await import('#lib/server/env.ts');
  const { retentionDays, tracing } = readEnvironment();
  if (tracing) {
    const { flushTraces, startTracing } = await import('#lib/server/observe/tracing.ts');
    const { onEnd } = await import('#lib/server/ending/ending.ts');
    startTracing(tracing);
    onEnd('stores', 'Traces', flushTraces);
  }
  const { closeOnExit } = await import('#lib/server/archiving/close-on-exit.ts');
  const { flushPassed } = await import('#lib/server/passthrough/flush-passed.ts');
  const { flushAudit } = await import('#lib/server/auth/audit.ts');
  closeOnExit(async () => {
    await Promise.all([flushPassed(), flushAudit()]);
  });
  const { endImportsOnExit } = await import('#lib/server/imports/end-on-exit.ts');
  endImportsOnExit();
  const { endLiveOnExit } = await import('#lib/server/live/end-live.ts');
  endLiveOnExit();
  const { startFetches } = await import('#lib/server/runs/fetch-threads.ts');
  startFetches();
  const { warmArchive } = await import('#lib/server/archiving/warm-archive.ts');
  warmArchive();
  const { startReindexing } = await import('#lib/server/archiving/reindexing.ts');
  startReindexing();
  const { startShareSweep } = await import('#lib/server/shares/sweep-shares.ts');
  startShareSweep();
  if (retentionDays === null) return;
  const { startRetention } = await import('#lib/server/archiving/retention.ts');
  startRetention(retentionDays);
}
