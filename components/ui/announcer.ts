/** What the page says to screen readers: at most one message in this many ms; what comes sooner waits and is said together. */
const EVERY = 5000;

/** A message as it stands in the live region; `place` tells two of the same words apart. */
export interface Said {
  text: string;
  place: number;
}

let said: Said = { text: '', place: 0 };
let saidAt = Number.NEGATIVE_INFINITY;
const waiting = new Map<string, string>();
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Says a few words politely. While they wait, later ones `about` the same take their place. For the browser only. */
export function announce(text: string, about: string = text): void {
  waiting.delete(about);
  waiting.set(about, text);
  timer ??= setTimeout(say, Math.max(0, saidAt + EVERY - Date.now()));
}

/** Forgets everything; for tests. */
export function silence(): void {
  clearTimeout(timer);
  timer = undefined;
  waiting.clear();
  saidAt = Number.NEGATIVE_INFINITY;
  said = { text: '', place: said.place + 1 };
  for (const listener of listeners) listener();
}

/** Calls the listener whenever something else is said; gives back what ends it. */
export function onSaid(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What was said last; empty before anything was. */
export function lastSaid(): Said {
  return said;
}

function say(): void {
  timer = undefined;
  if (waiting.size === 0) return;
  said = { text: [...waiting.values()].join('. '), place: said.place + 1 };
  waiting.clear();
  saidAt = Date.now();
  for (const listener of listeners) listener();
}
