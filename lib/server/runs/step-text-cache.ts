import 'server-only';
import { isStepTerminal, type Step } from '../../domain/step.ts';
import { mapStepTexts } from '../../domain/step-texts.ts';
import { textAt } from '../../domain/text-path.ts';
import { processState } from '../process-state.ts';
import { getStep } from './list-steps.ts';
import type { SearchedText } from './step-text-find.ts';
import { indexText, type TextIndex } from './step-text-index.ts';

/** Memory that steps may take together, as the engine keeps their texts (bytes). The last one read is kept in any case. */
const MOST_BYTES = 300 * 1024 * 1024;
/** How long a step is kept after it was last asked for; one that still changes, after it was fetched (milliseconds). */
const KEEP = 5 * 60_000;
const KEEP_CHANGING = 3_000;

interface Kept {
  step: Promise<Step>;
  /** Ends the fetch when nobody waits for it any more. */
  stop: AbortController;
  waiting: number;
  settled: boolean;
  bytes: number;
  until: number;
  changing: boolean;
  texts: Map<string, Promise<IndexedText>>;
}

/** A long text with the places of its lines. */
export interface IndexedText extends SearchedText {
  index: TextIndex;
}

interface StepAddress {
  source: string;
  key: string;
  step: string;
  read?: ((signal: AbortSignal) => Promise<Step>) | undefined;
}

const cache = () => processState('step-texts', () => new Map<string, Kept>());

/**
 * One text of a step with its lines; null when the step has none there. Steps stay in memory for some minutes, so that a
 * reader who scrolls does not fetch them again and again; several who ask share one fetch, which ends when all have left.
 */
export async function keptText(address: StepAddress, path: string, signal: AbortSignal): Promise<IndexedText | null> {
  const kept = keep(address);
  kept.waiting++;
  try {
    const step = await until(kept.step, signal);
    const found = textAt(step, path);
    if (!found) return null;
    let text = kept.texts.get(path);
    if (!text) {
      text = indexText(found.text).then((index) => {
        if (index.wide) kept.bytes += found.text.length;
        evict(kept);
        return { text: found.text, index, searches: new Map() };
      });
      kept.texts.set(path, text);
    }
    return await until(text, signal);
  } finally {
    kept.waiting--;
    if (kept.waiting === 0 && !kept.settled) {
      kept.stop.abort();
      forget(kept);
    }
  }
}

function keep({ source, key, step, read }: StepAddress): Kept {
  sweep();
  const name = `${source} ${key} ${step}`;
  const known = cache().get(name);
  if (known) {
    if (!known.changing && known.settled) known.until = Date.now() + KEEP;
    // The one asked for last stands last.
    cache().delete(name);
    cache().set(name, known);
    return known;
  }
  const stop = new AbortController();
  const kept: Kept = {
    step: read ? read(stop.signal) : getStep(source, key, step, stop.signal),
    stop,
    waiting: 0,
    settled: false,
    bytes: 0,
    until: Number.POSITIVE_INFINITY,
    changing: false,
    texts: new Map(),
  };
  cache().set(name, kept);
  kept.step.then(
    (found) => {
      kept.settled = true;
      kept.bytes = unitsOf(found);
      kept.changing = !isStepTerminal(found);
      kept.until = Date.now() + (kept.changing ? KEEP_CHANGING : KEEP);
      setTimeout(sweep, KEEP + 1_000).unref();
      evict(kept);
    },
    () => {
      kept.settled = true;
      forget(kept);
    },
  );
  return kept;
}

/** Lets go of what was not asked for lately, and of the oldest while there is too much. */
function sweep(): void {
  const now = Date.now();
  for (const [name, kept] of cache()) if (kept.until < now && kept.waiting === 0) cache().delete(name);
}

function evict(last: Kept): void {
  let bytes = 0;
  for (const kept of cache().values()) bytes += kept.bytes;
  for (const [name, kept] of cache()) {
    if (bytes <= MOST_BYTES) return;
    if (kept === last || !kept.settled) continue;
    bytes -= kept.bytes;
    cache().delete(name);
  }
}

function forget(gone: Kept): void {
  for (const [name, kept] of cache()) if (kept === gone) cache().delete(name);
}

function unitsOf(step: Step): number {
  let units = 0;
  mapStepTexts(step, (text) => {
    units += text.text.length;
    return text;
  });
  return units;
}

/** What a promise gives, unless the signal ends before. */
async function until<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let leave: (() => void) | undefined;
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([promise, left]);
  } finally {
    if (leave) signal.removeEventListener('abort', leave);
  }
}
