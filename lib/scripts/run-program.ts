import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { toolEnvironment } from './tool-environment.ts';

/** The folder that holds package.json; programs run there. */
export const projectFolder = join(import.meta.dirname, '..', '..');

/**
 * Runs a program of the project with this process's own input and output. Gives its exit code, 1 when a signal ended it.
 * SIGTERM and SIGINT go on to it, so that nothing outlives the script. Rejects when it cannot be started.
 */
export function runProgram(command: string, args: readonly string[], extra: Record<string, string> = {}) {
  const child = spawn(command, args, { cwd: projectFolder, stdio: 'inherit', env: toolEnvironment(extra) });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGTERM', pass).on('SIGINT', pass);
  return new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGTERM', pass).off('SIGINT', pass);
      resolve(code ?? 1);
    });
  });
}

/** Path of a program that `npm ci` installed. */
export function installed(program: string): string {
  return join(projectFolder, 'node_modules', '.bin', program);
}
