import 'server-only';
import { onEnd } from '../ending/ending.ts';
import { endImports } from './import-jobs.ts';

/** Imports under way may end by themselves for so long (ms) when the process is told to end; then they are interrupted. */
const PATIENCE = 5000;

/** Has imports end with the process, to be called once. */
export function endImportsOnExit(): void {
  onEnd('work', 'Imports', () => endImports(PATIENCE));
}
