/** Runs a command to its end: its status is that of the process; what it throws is told in one line, with status 1. */
export async function endWithStatus(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    // Below the line of progress that stands there.
    if (process.stderr.isTTY) process.stderr.write('\n');
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
