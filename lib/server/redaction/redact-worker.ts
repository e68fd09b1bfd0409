import 'server-only';
import { parentPort } from 'node:worker_threads';
import type { RedactionChoice } from '../../domain/redaction.ts';
import { serveCalls } from '../archive/worker-calls.ts';
import { allDialects } from '../upstream/sources.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import { Redaction } from './redact-run.ts';

/** The thread that looks through the texts of runs to be shared, never where requests are answered; one run at a time. */
if (!parentPort) throw new Error('This file runs in a worker thread.');

let current: Redaction | null = null;

function begun(): Redaction {
  if (!current) throw new Error('No redaction was begun.');
  return current;
}

serveCalls(parentPort, {
  begin(choice: RedactionChoice, dialect: string, secrets: string[], from: number) {
    const found = allDialects().find(({ name }) => name === dialect);
    if (!found) throw new Error(`There is no dialect ${dialect}.`);
    current = new Redaction(choice, found.textRoles, secrets, from);
  },
  collect: (objects: WireObject[]) => begun().collect(objects),
  redact: (objects: WireObject[]) => begun().redact(objects),
  /** As `redact`, where nobody wants the texts. */
  look: (objects: WireObject[]) => void begun().redact(objects),
  finish(assistant: { id: string; name: string } | null) {
    const finished = begun().finish(assistant);
    current = null;
    return finished;
  },
  close: () => undefined,
});
