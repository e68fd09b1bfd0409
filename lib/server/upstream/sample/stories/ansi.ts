import 'server-only';

/** Terminal colours as programs print them into their logs. */
const paint = (code: string) => (text: string | number) => `\u001b[${code}m${text}\u001b[0m`;

export const bold = paint('1');
export const dim = paint('2');
export const red = paint('31');
export const green = paint('32');
export const yellow = paint('33');
export const blue = paint('34');
export const magenta = paint('35');
export const cyan = paint('36');

/** `[14:32:43.6]`, dimmed: an instant of a day in seconds since 1970 and tenths. */
export function stamp(seconds: number, tenths = 0): string {
  return dim(`[${new Date(seconds * 1000).toISOString().slice(11, 19)}.${tenths}]`);
}
