/** What the page says to screen readers: at most one message in this many ms; of those that come sooner the last one counts. */
const EVERY = 5000;

/** A message as it stands in the live region; `place` tells two of the same words apart. */
export interface Said {
  text: string;
  place: number;
}

let said: Said = { text: '', place: 0 };
let saidAt = Number.NEGATIVE_INFINITY;
let waiting: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Says a short sentence politely. Safe to call from anywhere in the browser. */
export function announce(text: string): void {
  waiting = text;
  timer ??= setTimeout(say, Math.max(0, saidAt + EVERY - Date.now()));
}

/** Forgets everything; for tests. */
export function silence(): void {
  clearTimeout(timer);
  timer = undefined;
  waiting = null;
  saidAt = Number.NEGATIVE_INFINITY;
  said = { text: '', place: said.place + 1 };
  for (const listener of listeners) listener();
}

export function onSaid(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function lastSaid(): Said {
  return said;
}

function say(): void {
  timer = undefined;
  if (waiting === null) return;
  said = { text: waiting, place: said.place + 1 };
  waiting = null;
  saidAt = Date.now();
  for (const listener of listeners) listener();
}
