/** Called once by the framework when a server starts, however it was started: a wrong configuration ends it at once. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { readEnvironment } = await import('#lib/server/env.ts');
  readEnvironment();
  const { closeOnExit } = await import('#lib/server/archiving/close-on-exit.ts');
  closeOnExit();
}
