import { aRun, aStep, codeCall, functionCall, searchCall } from './domain-fixtures.ts';
import type { Run } from './run.ts';
import type { Step } from './step.ts';
import { timeLedger } from './time-ledger.ts';
import { ms } from './time.ts';
import { runVerdict, type VerdictOptions } from './verdict.ts';
import { verdictText } from './verdict-parts.ts';

const T = 1_795_000_000_000;
export const at = (seconds: number) => ms(T + seconds * 1000);

export function verdict(run: Run, steps: Step[], now = 60, options: Partial<VerdictOptions> = {}) {
  const complete = options.complete ?? true;
  const ledger = timeLedger(run, steps, { now: at(now), complete });
  return runVerdict(run, steps, ledger, { now: at(now), complete, ...options });
}

/** The sentence with plain spaces and `[links]`, so that tables stay readable. */
export function says(...args: Parameters<typeof verdict>): string {
  const parts = verdict(...args).map((part) => {
    const link = part.kind === 'step' || part.kind === 'phase';
    return link ? { kind: 'text' as const, text: `[${part.text}]` } : part;
  });
  return verdictText(parts).replaceAll(/[\u202f\u00a0]/g, ' ');
}

export const run = (status: string, more: Partial<Run> = {}) => aRun({ status, createdAt: at(0), ...more });
export const timeless = (status: string, more: Partial<Run> = {}) => aRun({ status, createdAt: null, ...more });
export const message = (from: number, to: number) =>
  aStep({ id: `m${from}`, kind: 'message', createdAt: at(from), completedAt: at(to) });
export const tools = (from: number, to: number | null, ...calls: Step['calls']) =>
  aStep({
    id: `t${from}`,
    createdAt: at(from),
    completedAt: to === null ? null : at(to),
    status: to === null ? 'in_progress' : 'completed',
    calls,
  });
export const broken = (status: string, from: number, more: Partial<Step> = {}) =>
  aStep({ id: `x${from}`, status, createdAt: at(from), calls: [codeCall('')], ...more });
export const error = (code: string | null, text: string | null = null) => ({ code, message: text, extra: {} });
export const asks = (type: string, ...names: string[]) => ({
  type,
  calls: names.map((name) => ({ id: name, type: 'function', name, arguments: null, extra: {} })),
  extra: {},
});
export const busy = [
  tools(1, 5, searchCall(1)),
  message(5, 6),
  tools(6, 33, functionCall('f', '', '1')),
  message(33, 40),
];

/** A case: what it is, the run, its steps, the sentence. */
export type VerdictCase = [string, Run, Step[], string, Partial<VerdictOptions>?];
