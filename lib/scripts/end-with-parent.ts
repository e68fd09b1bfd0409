const EVERY_MS = 250;

/**
 * Ends this process as by SIGTERM once the one that started it is gone. A signal to npm reaches only the shell between
 * npm and the script, which dies of it and would leave a server or a test run behind.
 */
export function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, EVERY_MS).unref();
}
