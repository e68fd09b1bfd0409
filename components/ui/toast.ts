import { announce } from './announcer.ts';

/** How long a toast stays, in ms. */
const STAYS = 2000;

let shown: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Shows a few words for a moment, such as `Copied run_Qm4T…3sEa`, and says them. */
export function toast(text: string): void {
  show(text);
  clearTimeout(timer);
  timer = setTimeout(() => show(null), STAYS);
  announce(text, 'toast');
}

/** Calls the listener whenever a toast comes or goes; gives back what ends it. */
export function onToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The toast that is shown; null for none. */
export function currentToast(): string | null {
  return shown;
}

function show(text: string | null): void {
  shown = text;
  for (const listener of listeners) listener();
}
