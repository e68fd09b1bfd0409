/** Whether a key pressed there is text for a field, so that single-key commands must leave it alone. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** A single-key command: the key pressed without Ctrl, Alt or ⌘, outside fields and open dialogs; else null. */
export function commandKey(event: KeyboardEvent): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return null;
  if (event.target instanceof Element && event.target.closest('[popover], dialog')) return null;
  return event.key;
}
