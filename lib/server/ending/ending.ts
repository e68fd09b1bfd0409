import 'server-only';
import { processState } from '../process-state.ts';

/** `work` ends while answers are still being written; `stores` close after the last of them. */
export type EndPhase = 'work' | 'stores';

const state = () =>
  processState(
    'ending',
    (): Record<EndPhase, Map<string, () => Promise<void>>> => ({
      work: new Map(),
      stores: new Map(),
    }),
  );

const begun = () => processState('ending-begun', () => ({ yes: false }));

/** Whether the process has been told to end. */
export function isEnding(): boolean {
  return begun().yes;
}

/** Has something done when the process is told to end; of the same name once. It must keep to its time by itself. */
export function onEnd(phase: EndPhase, name: string, end: () => Promise<void>): void {
  state()[phase].set(name, end);
}

/** Ends everything of a phase at the same time; what fails is warned about. */
export async function endAll(phase: EndPhase): Promise<void> {
  begun().yes = true;
  const all = Array.from(state()[phase], async ([name, end]) => {
    try {
      await end();
    } catch (error) {
      process.emitWarning(`${name} did not end as it should: ${error instanceof Error ? error.message : 'unknown'}`);
    }
  });
  await Promise.all(all);
}
