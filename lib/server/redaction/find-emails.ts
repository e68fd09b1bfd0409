import 'server-only';
import { checkCount, type Found } from './found.ts';

const LOCAL = /[\p{L}\p{N}\p{M}._%+'&=!#$*/?^`{|}~-]/u;
const HOST = /^[\p{L}\p{N}\p{M}-]{1,63}(?:\.[\p{L}\p{N}\p{M}-]{1,63}){1,8}/u;
const LONGEST_LOCAL = 64;
const LONGEST_HOST = 255;

/** E-mail addresses in a text, found from their @. */
export function findEmails(text: string): Found[] {
  const found: Found[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const host = HOST.exec(text.slice(at + 1, at + 1 + LONGEST_HOST))?.[0];
    if (host === undefined || !/\.\p{L}[\p{L}\p{N}-]*$/u.test(host)) continue;
    let start = at;
    while (start > 0 && at - start < LONGEST_LOCAL && LOCAL.test(text.charAt(start - 1))) start--;
    // What encloses or ends something else is none of the address.
    while (start < at && /[.'&=!#$*/?^`{|}~%+-]/.test(text.charAt(start))) start++;
    start = afterSign(text, start, at);
    if (start === at) continue;
    const end = at + 1 + host.length;
    checkCount(found.length);
    found.push({ start, end, value: text.slice(start, end).toLowerCase() });
  }
  return found;
}

/** Behind the last `=`, `&`, `/`, `?` or `|`: those belong to an address of the web around it. */
function afterSign(text: string, start: number, at: number): number {
  for (let i = at - 1; i >= start; i--) if (/[=&/?|]/.test(text.charAt(i))) return i + 1;
  return start;
}
