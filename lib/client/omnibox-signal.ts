/** Event on `window` by which any screen asks the omnibox in the top bar to open. */
const NAME = 'runlens:open-omnibox';

/** Opens the omnibox, with its field focused. */
export function openOmnibox(): void {
  window.dispatchEvent(new Event(NAME));
}

/** Calls `listener` when somebody asks for the omnibox, until the returned function is called. */
export function onOmniboxWanted(listener: () => void): () => void {
  window.addEventListener(NAME, listener);
  return () => window.removeEventListener(NAME, listener);
}
