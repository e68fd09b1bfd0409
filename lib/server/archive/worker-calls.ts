import 'server-only';
import type { MessagePort } from 'node:worker_threads';
import { type Failure, FailureError } from '../../domain/failure.ts';

/** What a worker is asked: a method of what it serves, and its arguments. */
export interface WorkerCall {
  id: number;
  method: string;
  args: readonly unknown[];
}

/** Its answer: a value, an expected failure, or what is known of a bug. `ready` says that it can be asked. */
export type WorkerAnswer =
  | { ready: true }
  | { id: number; value: unknown }
  | { id: number; failure: Failure }
  | { id: number; error: { name: string; message: string; stack: string | undefined } };

type Methods = Readonly<Record<string, (...args: never[]) => unknown>>;

/** Answers the calls that come through a port, one after another.  */
export function serveCalls(port: MessagePort, methods: Methods): void {
  let last: Promise<void> = Promise.resolve();
  port.on('message', (call: WorkerCall) => {
    last = last.then(async () => port.postMessage(await answerTo(methods, call)));
  });
  port.postMessage({ ready: true } satisfies WorkerAnswer);
}

async function answerTo(methods: Methods, { id, method, args }: WorkerCall): Promise<WorkerAnswer> {
  try {
    const serve = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (!serve) throw new TypeError(`no method ${method}`);
    return { id, value: await serve(...(args as never[])) };
  } catch (error) {
    return problem(id, error);
  }
}

function problem(id: number, error: unknown): WorkerAnswer {
  if (error instanceof FailureError) return { id, failure: error.failure };
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { id, error: { name, message, stack } };
}

/** The error that the caller meets: a failure as it was, anything else with the worker's own stack. */
export function thrownBy(answer: Extract<WorkerAnswer, { id: number }>): Error {
  if ('failure' in answer) return new FailureError(answer.failure);
  const error = new Error('error' in answer ? answer.error.message : '');
  if ('error' in answer) {
    error.name = answer.error.name;
    if (answer.error.stack !== undefined) error.stack = answer.error.stack;
  }
  return error;
}
