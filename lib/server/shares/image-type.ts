import 'server-only';

export type ImageType = 'png' | 'jpeg' | 'gif' | 'webp';

/** The kind of an image by its first bytes; null for everything else, SVG included. */
export function imageTypeOf(bytes: Uint8Array): ImageType | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 12)).toString('latin1');
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (/^GIF8[79]a/.test(head)) return 'gif';
  return /^RIFF.{4}WEBP/s.test(head) ? 'webp' : null;
}
