/** One command of the keyboard, as data: lists of keys read it, and a listener runs it. */
export interface KeyCommand {
  /** Keys that call it, each as it stands on a keycap: `W`, `+`, `⇧E`. Letters are meant in either case without ⇧. */
  keys: readonly string[];
  /** What it does, in a few words: `zoom in`. */
  does: string;
  run: (event: KeyboardEvent) => void;
  /** False while it has nothing to do; then the key is left to others. */
  active?: () => boolean;
}

/** Fields that take text or choices: single keys belong to them while they have the focus. */
const FIELDS =
  'input:not([type="checkbox"], [type="radio"], [type="button"], [type="range"]), textarea, select, [contenteditable]';
/** What is open above the page. */
const POPS = 'dialog[open], [popover], [role="dialog"], [role="menu"], [role="listbox"]';

/** Whether single keys are off: a field has the focus, a dialog or menu is open around it, or a modifier is held. */
export function isKeyTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || isChord(event)) return true;
  if (isDialogOpen()) return true;
  const target = event.composedPath()[0] ?? event.target;
  return target instanceof Element && target.closest(`${FIELDS}, ${POPS}`) !== null;
}

/** Whether a modal dialog stands over the page; what happens outside it is out of reach then. */
export function isDialogOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

/** Held with Ctrl, ⌘ or Alt. AltGr, and ⌥ on Apple keyboards, only reach signs such as [ that have no key of their own. */
function isChord(event: KeyboardEvent): boolean {
  const { altKey, ctrlKey, metaKey } = event;
  if (!altKey && !ctrlKey && !metaKey) return false;
  const sign = event.key.length === 1 && !/[\p{L}\p{N}]/u.test(event.key);
  if (sign && event.getModifierState('AltGraph')) return false;
  return !(sign && altKey && !ctrlKey && !metaKey && isApple());
}

/** Whether the reader has an Apple keyboard, with ⌘ in place of Ctrl. */
export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

/** Where the signs of commands are on keyboards whose layout has letters of another script in their place. */
const PLACES: Record<string, string> = { BracketLeft: '[', BracketRight: ']' };

/**
 * The keycap of an event: letters in capitals, with ⇧ before them when it is held; signs as they are. A letter of another
 * script than Latin counts as what a keyboard has in its place (`code`).
 */
export function keyName(event: { key: string; shiftKey: boolean; code?: string }): string {
  const { key, shiftKey, code = '' } = event;
  if (!/^\p{L}$/u.test(key)) return key;
  const letter = /^\p{Script=Latin}$/u.test(key) ? key : (/^Key([A-Z])$/.exec(code)?.[1] ?? PLACES[code] ?? key);
  return /^\p{L}$/u.test(letter) && shiftKey ? `⇧${letter.toUpperCase()}` : letter.toUpperCase();
}
