import 'server-only';
import { fail } from '../../domain/failure.ts';
import { readEnvironment } from '../env.ts';
import { getSource, type Source } from '../upstream/sources.ts';

/** Whether runs may be started, answered, changed and cancelled. */
export function mayOperate(): boolean {
  return readEnvironment().operate;
}

/** Throws `read_only` where nothing may be changed at sources, before anything leaves. */
export function requireOperate(): void {
  if (!mayOperate()) {
    fail('read_only', 'This Runlens only reads. Whoever runs it can allow changes with RUNLENS_OPERATE=1.');
  }
}

/** A source whose runs may be changed. Throws `read_only`, `not_found`. */
export function operatedSource(id: string): Source {
  requireOperate();
  return getSource(id);
}
