/**
 * The environment as the project's own tools hand it on. It reads nothing for the product: settings of Runlens are read
 * by `lib/server/env.ts` only.
 */

/** The environment of this process with `extra` on top, for a program started by a script. */
export function toolEnvironment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...extra };
}

/** Whether this is a build for functions, which are given files beside the project's folder instead of a server. */
export function isForFunctions(): boolean {
  return Boolean(process.env.VERCEL);
}

/** Executable that the person named for browser tests; null when they named none. */
export function namedChromium(): string | null {
  return process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH || null;
}

/** Where to listen, as the generated server reads it; the host name that containers set in its place is overwritten. */
export function tellListenAddress(host: string, port: number): void {
  process.env.HOSTNAME = host;
  process.env.PORT = String(port);
}

/** Has the generated server leave signals to us; its own answer to them ends the process before the archive is closed. */
export function keepSignals(): void {
  process.env.NEXT_MANUAL_SIG_HANDLE = '1';
}

/** The folder in which the person called npm, which runs scripts in the project's. */
export function callFolder(): string {
  return process.env.INIT_CWD ?? process.cwd();
}
