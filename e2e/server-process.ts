import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { cleanEnvironment } from './environment.ts';

export const projectFolder = resolve(import.meta.dirname, '..');
const start = join(projectFolder, '.next', 'standalone', 'start.mjs');
/** `--import` wants an address where a path could begin with a drive. */
const guard = pathToFileURL(join(import.meta.dirname, 'orphan-guard.ts')).href;
const END_MS = 12_000;

/** A started program with everything it has printed so far. */
export interface Started {
  child: ChildProcess;
  output(): string;
  /** Resolves with the match when the output matches; rejects with the output when the program ended or time ran out. */
  until(pattern: RegExp, ms?: number): Promise<RegExpExecArray>;
  /** Exit code, once it has ended; null when a signal ended it. */
  ended: Promise<number | null>;
  /** Ends this program by its own process id and waits for that. */
  stop(): Promise<void>;
}

/** Starts Node, or another program, with a clean environment and `environment` on top. */
export function startNode(
  args: string[],
  environment: Record<string, string>,
  options: SpawnOptions = {},
  program = process.execPath,
): Started {
  const child = spawn(program, args, {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: cleanEnvironment(environment),
    ...options,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  let over = false;
  const ended = once(child, 'close').then(([code]) => {
    over = true;
    return code as number | null;
  });
  const until = async (pattern: RegExp, ms = 30_000) => {
    const deadline = Date.now() + ms;
    for (;;) {
      const match = pattern.exec(text);
      if (match) return match;
      if (over || Date.now() > deadline)
        throw new Error(`${pattern} was not printed${over ? ' before the end' : ''}:\n${text}`);
      await setTimeout(20);
    }
  };
  const stop = async () => {
    if (over) return;
    child.kill('SIGTERM');
    const killed = setTimeout(END_MS, undefined, { ref: false }).then(() => over || child.kill('SIGKILL'));
    await Promise.race([ended, killed]);
    await ended;
  };
  return { child, output: () => text, until, ended, stop };
}

/**
 * Starts the built app, seen from `cwd`. It ends by itself when this process is gone. Its data folder is a new one that
 * goes with it, unless `environment` names one.
 */
export function startApp(environment: Record<string, string>, cwd = projectFolder): Started {
  const data = mkdtempSync(join(tmpdir(), 'runlens-data-'));
  const started = startNode(['--import', guard, start], { RUNLENS_DATA_DIR: data, ...environment }, { cwd });
  void started.ended.then(() => rm(data, { recursive: true, force: true }));
  return started;
}

/** Starts the upstream of the tests from source. */
export function startUpstream(args: string[]): Started {
  return startNode(['--import', guard, '--conditions=react-server', 'e2e/upstream/server.ts', ...args], {});
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
