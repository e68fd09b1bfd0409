/** A navigation to another page that has not arrived after this time counts as given up (milliseconds). */
const LONGEST = 15_000;

/** Writers of the address that have something to write, to be called before the page is left. */
const writers = new Set<() => void>();
let left: { from: string; at: number } | null = null;

/**
 * Notes that a navigation to another page begins, after what waits to be written has been written: the router gives a
 * navigation up when the address is written while it is under way. Links are noted by themselves.
 */
export function leavePage(): void {
  for (const write of writers) write();
  left = { from: window.location.pathname, at: Date.now() };
}

/** Notes that the navigation that was under way has been given up. */
export function leavingEnds(): void {
  left = null;
}

/** Whether a navigation to another page is under way, so that the address must not be written. */
export function isLeaving(): boolean {
  if (left !== null && (left.from !== window.location.pathname || Date.now() - left.at > LONGEST)) left = null;
  return left !== null;
}

/** Has `write` called before the page is left, until the returned function is called. */
export function beforeLeaving(write: () => void): () => void {
  if (writers.size === 0) window.addEventListener('click', onClick, { capture: true });
  writers.add(write);
  return () => {
    writers.delete(write);
    if (writers.size === 0) window.removeEventListener('click', onClick, { capture: true });
  };
}

/** A plain click on a link to another of our pages: the router answers it. */
function onClick(event: MouseEvent): void {
  const { button, ctrlKey, metaKey, shiftKey, altKey, target } = event;
  if (button !== 0 || ctrlKey || metaKey || shiftKey || altKey || !(target instanceof Element)) return;
  const link = target.closest('a');
  if (!link?.href || link.target !== '' || link.hasAttribute('download')) return;
  const { origin, pathname } = new URL(link.href);
  const ours = origin === window.location.origin && !pathname.startsWith('/api/');
  if (ours && pathname !== window.location.pathname) leavePage();
}
