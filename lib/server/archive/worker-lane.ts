import 'server-only';
import { Worker } from 'node:worker_threads';
import { FailureError } from '../../domain/failure.ts';
import { thrownBy, type WorkerAnswer, type WorkerCall } from './worker-calls.ts';

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/**
 * A worker thread that answers calls in their order. It is started by the first call, keeps the process alive only while a
 * call is under way, and is started anew when it has broken down: calls that were under way then fail.
 */
export class WorkerLane {
  readonly #file: string;
  readonly #data: unknown;
  #worker: Worker | null = null;
  #waiting = new Map<number, Waiting>();
  #next = 1;
  #closed = false;

  /** `data` is what the worker finds as `workerData`. */
  constructor(file: string, data: unknown) {
    this.#file = file;
    this.#data = data;
  }

  /** Calls a method of what the worker serves. Arguments and value are copied. */
  call<T>(method: string, args: readonly unknown[]): Promise<T> {
    if (this.#closed) {
      return Promise.reject(new FailureError({ code: 'archive_busy', message: 'Runlens is shutting down.' }));
    }
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const id = this.#next++;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      worker.ref();
      try {
        worker.postMessage({ id, method, args } satisfies WorkerCall, []);
      } catch (error) {
        this.#settle(worker, id);
        reject(error);
      }
    });
  }

  /** Takes no more calls, waits for those under way, lets the worker close what it holds and ends it. */
  async close(): Promise<void> {
    if (this.#closed) return;
    const last = this.#worker ? this.call('close', []).catch(() => undefined) : null;
    this.#closed = true;
    await last;
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(/* turbopackIgnore: true */ this.#file, {
      workerData: this.#data,
      execArgv: ['--conditions=react-server'],
    });
    worker.on('message', (answer: WorkerAnswer) => {
      if ('ready' in answer) return;
      const waiting = this.#settle(worker, answer.id);
      if ('value' in answer) waiting?.resolve(answer.value);
      else waiting?.reject(thrownBy(answer));
    });
    worker.on('error', (error) => this.#drop(worker, error));
    worker.on('exit', () => this.#drop(worker, new Error('The worker thread of the archive has ended.')));
    return worker;
  }

  #settle(worker: Worker, id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) worker.unref();
    return waiting;
  }

  #drop(worker: Worker, error: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error instanceof Error ? error : new Error(String(error)));
  }
}
