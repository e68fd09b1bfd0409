import 'server-only';
import { parentPort } from 'node:worker_threads';
import type { RedactionChoice } from '../../domain/redaction.ts';
import { serveCalls } from '../archive/worker-calls.ts';
import { allDialects } from '../upstream/sources.ts';
import { redactRun, type RunToRedact } from './redact-run.ts';

/** The thread that looks through the texts of runs to be shared, never where requests are answered. */
if (!parentPort) throw new Error('This file runs in a worker thread.');

serveCalls(parentPort, {
  redact: async (run: RunToRedact, choice: RedactionChoice, dialect: string, secrets: string[]) => {
    const found = allDialects().find(({ name }) => name === dialect);
    if (!found) throw new Error(`There is no dialect ${dialect}.`);
    return redactRun(run, choice, found.textRoles, secrets);
  },
  close: () => undefined,
});
