/** Event on `window` by which any part of the page hands over a text to be imported. */
const NAME = 'runlens:import-text';

/** Has a text imported, and shows how far that is. */
export function wantImport(text: string): void {
  window.dispatchEvent(new CustomEvent(NAME, { detail: text }));
}

/** Calls `listener` with each such text, until the returned function is called. */
export function onImportWanted(listener: (text: string) => void): () => void {
  const hear = (event: Event) => {
    if (event instanceof CustomEvent && typeof event.detail === 'string') listener(event.detail);
  };
  window.addEventListener(NAME, hear);
  return () => window.removeEventListener(NAME, hear);
}
