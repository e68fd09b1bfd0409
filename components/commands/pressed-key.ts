import { isDialogOpen, isKeyTaken, keyName } from '../ui/key-map.ts';

/** Keys that mean something to the browser or to what has the focus. */
const MOVES = /^(?:Arrow\w+|Home|End|PageUp|PageDown)$/;
const PRESSES = /^(?:Enter| )$/;
/** What Enter and Space belong to while it has the focus. */
const PRESSED =
  'a[href], button, summary, label, input:not([type="range"]), [role="button"], [role="link"], [role="tab"], [role="option"], [role="treeitem"], [role="row"], [role="slider"], [role="separator"], [role="tree"], [role="listbox"]';

/**
 * The key of an event as commands name it; null when the key belongs to somebody else: to a field, a dialog, the browser, or
 * to what has the focus. Chords are `Mod K`; those work in fields too.
 */
export function pressedKey(event: KeyboardEvent): string | null {
  if (event.defaultPrevented || event.isComposing) return null;
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  if (ctrlKey !== metaKey && !altKey && !shiftKey) return isDialogOpen() ? null : `Mod ${keyName(event)}`;
  if (isKeyTaken(event)) return null;
  const key = keyName(event);
  if (MOVES.test(key) && (shiftKey || !isLoose(event.target))) return null;
  if (PRESSES.test(key) && (shiftKey || isPressed(event.target))) return null;
  return key;
}

/** Letters, digits and signs without a modifier: the keys that the reader can switch off. */
export function isSingleKey(key: string): boolean {
  return Array.from(key.replace('⇧', '')).length === 1 && key !== ' ';
}

/** Whether nothing in particular has the focus. */
function isLoose(target: EventTarget | null): boolean {
  return !(target instanceof HTMLElement) || target.matches('html, body, main');
}

function isPressed(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(PRESSED) !== null;
}
