import 'server-only';

const LONGEST = 150;
// Controls, bidi characters and those that nobody sees: they hide what a name is.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
const RESERVED = /[/\\:*?"<>|;']/g;

/** `filename=` and `filename*=` of a Content-Disposition for a name that a stranger chose. */
export function safeFileName(name: string): string {
  const clean = cleanFileName(name);
  const ascii = clean.replace(/[^\x20-\x7e]/g, '_').replace(/%/g, '_');
  const encoded = encodeURIComponent(clean).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** NFKC, without hidden characters, separators and `..`, at most 150 characters; `file` when nothing is left. */
export function cleanFileName(name: string): string {
  const clean = name
    .slice(0, 2000)
    .normalize('NFKC')
    .replace(HIDDEN, '')
    .replace(RESERVED, '_')
    .replace(/\.{2,}/g, '_')
    .trim();
  return Array.from(clean).slice(0, LONGEST).join('').replace(/^\.+$/, '') || 'file';
}
