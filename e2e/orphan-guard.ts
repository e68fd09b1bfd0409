/**
 * Preloaded (`node --import`) by servers that tests start: ends them when the process that started them is gone, so that
 * nothing outlives a test run that was killed.
 */
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(0);
}, 1_000).unref();
