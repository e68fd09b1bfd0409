/** Whether a pasted text is JSON, lines of JSON or an event stream that may be imported; not whether it is a valid one. */
export function looksImportable(text: string): boolean {
  const head = text.slice(0, 4000).trimStart();
  return /^(?:[{[][\s\S]*["\]}]|event:|data: ?\{)/.test(head);
}
