import 'server-only';
import type { Operations } from '../../domain/operations.ts';
import { allows, type Role } from '../../domain/role.ts';
import type { Capability } from '../../domain/source.ts';
import { findSource } from '../upstream/sources.ts';
import { mayOperate } from './require-operate.ts';

/**
 * What pages offer somebody of a role to do to the runs of a source; null where nothing: the role does not reach, writes are not allowed, the source is not configured
 * (any more), Runlens has no key for it, or it is the built-in sample, which is there to be read. Makes no call: what a
 * source was found to lack is left out, what it was never asked for is offered.
 */
export function operationsOf(id: string, role: Role): Operations | null {
  const source = mayOperate() && allows(role, 'operator') ? findSource(id) : null;
  if (!source?.hasKey || source.address === null) return null;
  const states = source.capabilities();
  const can = (name: Capability) => states.find((one) => one.name === name)?.state !== 'missing';
  return {
    create: can('create_run'),
    update: can('update_run'),
    cancel: can('cancel_run'),
    answer: can('submit_outputs'),
  };
}
