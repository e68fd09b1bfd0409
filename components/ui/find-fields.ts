/** The fields of the page that look for words in what it shows. */
const fields = new Set<HTMLInputElement>();
const listeners = new Set<() => void>();

/**
 * The `ref` of a field that finds words: the page's find key leads to it while it is there. `data-find` says what it does
 * with them in another word, such as `filter`.
 */
export function findField(element: HTMLInputElement): () => void {
  fields.add(element);
  changed();
  tellTyped(element);
  return () => {
    fields.delete(element);
    changed();
  };
}

/** Puts the keyboard into the first such field, with its words selected. */
export function focusFindField(): void {
  const field = firstField();
  field?.focus();
  field?.select();
}

/** What the first field does with words; null where there is none. */
export function findWord(): string | null {
  return fields.size === 0 ? null : (firstField()?.dataset.find ?? 'find');
}

/** Calls the listener whenever a field comes or goes; gives back what ends it. */
export function onFindFields(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells React the words that were typed before it took the page over, which it would empty the field of: as it does so. */
export function tellTyped(field: HTMLInputElement): void {
  const typed = field.value;
  if (typed === field.defaultValue) return;
  // React hears of a change only where the value is another than the one it knows, which is the last that was set.
  field.value = field.defaultValue;
  field.setRangeText(typed, 0, field.value.length, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function firstField(): HTMLInputElement | undefined {
  const isBefore = (a: Node, b: Node) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return [...fields].sort((a, b) => (isBefore(a, b) ? -1 : 1))[0];
}

function changed(): void {
  for (const listener of listeners) listener();
}
