/**
 * The first `length` UTF-16 units of a text, one less where the last would be half of a pair. A page is sent as UTF-8, which
 * has no halves: what the server wrote of one is not what the browser makes of the same text.
 */
export function textHead(text: string, length: number): string {
  const last = length < text.length ? text.charCodeAt(length - 1) : 0;
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
