import 'server-only';
import { aRun, aStep, codeCall } from '../../domain/domain-fixtures.ts';
import type { Step } from '../../domain/step.ts';
import { type FakeData, fakeSource } from '../runs/fake-source.ts';
import type { Source } from '../upstream/sources.ts';
import { runFrames } from './run-frames.ts';
import type { Frame } from './viewer-queue.ts';

/** The one run of a live source of tests. */
export const KEY = 'thread_a.run_a';
/** Looks follow each other quickly, so that a test need not wait. */
export const QUICK = { fast: 5, slow: 20, calm: 10_000 };

let count = 0;

/** A source with a run that goes on. */
export function liveSource(some: Partial<FakeData>): { id: string; source: Source; data: FakeData } {
  const id = `live${count++}`;
  const run = aRun({ source: id, status: 'in_progress' });
  return { id, ...fakeSource(id, { runs: [run], ...some }) };
}

/** How often a source was asked for its run. */
export function looks({ calls }: FakeData): number {
  return calls.filter((call) => call.startsWith('pollRun')).length;
}

export function growing(id: string, input: string): Step {
  return aStep({ id, status: 'in_progress', calls: [codeCall(input, '')] });
}

/** Reads a viewer's events until it ends. */
export class Viewer {
  frames: Frame[] = [];
  readonly #leave = new AbortController();
  over: Promise<void> = Promise.resolve();

  async open(source: string, lastEventId: string | null = null, held?: number): Promise<boolean> {
    const batches = await runFrames(source, KEY, { lastEventId, signal: this.#leave.signal, limits: QUICK, held });
    if (!batches) return false;
    this.over = this.#read(batches);
    return true;
  }

  async #read(batches: AsyncGenerator<Frame[]>): Promise<void> {
    for await (const batch of batches) this.frames.push(...batch);
  }

  leave(): void {
    this.#leave.abort();
  }

  get types(): string[] {
    return this.frames.map(({ event }) => event);
  }
}

export async function watching(id: string): Promise<Viewer> {
  const viewer = new Viewer();
  await viewer.open(id);
  return viewer;
}
