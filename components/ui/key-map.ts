/** One command of the keyboard, as data: lists of keys read it, and `useKeys` runs it. */
export interface KeyCommand {
  /** Keys that call it, each as it stands on a keycap: `W`, `+`, `⇧E`. Letters are meant in either case without ⇧. */
  keys: readonly string[];
  /** What it does, in a few words: `zoom in`. */
  does: string;
  run: (event: KeyboardEvent) => void;
  /** False while it has nothing to do; then the key is left to others. */
  active?: () => boolean;
}

/** Fields that take text, choices or a drag of their own: single keys belong to them while they have the focus. */
const FIELDS = 'input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select, [contenteditable]';

/** Whether single keys are off: a field has the focus, a dialog or menu is open around it, or a modifier is held. */
export function isKeyTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.composedPath()[0] ?? event.target;
  if (!(target instanceof Element)) return false;
  return target.closest(`${FIELDS}, dialog[open], [role="dialog"], [role="menu"], [role="listbox"]`) !== null;
}

/** The command that an event calls, the first that fits; null when none does. */
export function commandOf<C extends KeyCommand>(commands: readonly C[], event: KeyboardEvent): C | null {
  const key = keyName(event);
  return commands.find((each) => each.keys.includes(key) && (each.active?.() ?? true)) ?? null;
}

/** The keycap of an event: letters in capitals, with ⇧ before them when it is held; signs as they are. */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'shiftKey'>): string {
  const { key, shiftKey } = event;
  if (!/^\p{L}$/u.test(key)) return key;
  return `${shiftKey ? '⇧' : ''}${key.toUpperCase()}`;
}
