import 'server-only';
import type { ImageType } from './image-type.ts';

/** Chunks of a PNG that its picture needs. */
const PNG_KEPT = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'sBIT',
  'bKGD',
  'pHYs',
  'acTL',
  'fcTL',
  'fdAT',
]);
const WEBP_KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);

/**
 * An image without the texts and notes in its file (comments, EXIF, XMP) and without what stands behind its end; the picture
 * itself stays as it is. Null where the file is not built as its kind should be.
 */
export function bareImage(bytes: Uint8Array, type: ImageType): Uint8Array | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    if (type === 'png') return barePng(buffer);
    if (type === 'jpeg') return bareJpeg(buffer);
    return type === 'gif' ? bareGif(buffer) : bareWebp(buffer);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function barePng(png: Buffer): Uint8Array | null {
  const parts = [png.subarray(0, 8)];
  for (let at = 8; ; ) {
    const end = at + 12 + png.readUInt32BE(at);
    const name = png.toString('latin1', at + 4, at + 8);
    if (end > png.length) return null;
    if (PNG_KEPT.has(name)) parts.push(png.subarray(at, end));
    if (name === 'IEND') return Buffer.concat(parts);
    at = end;
  }
}

/** Segments up to the picture; of those of applications only colours are kept (JFIF, ICC profile, Adobe). */
function bareJpeg(jpeg: Buffer): Uint8Array | null {
  const parts = [jpeg.subarray(0, 2)];
  let at = 2;
  for (;;) {
    if (jpeg.readUInt8(at) !== 0xff) return null;
    const marker = jpeg.readUInt8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xd9) break;
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    if (end > jpeg.length) return null;
    const foreign = (marker >= 0xe0 && marker <= 0xef && ![0xe0, 0xe2, 0xee].includes(marker)) || marker === 0xfe;
    if (!foreign) parts.push(jpeg.subarray(at, end));
    at = end;
    if (marker !== 0xda) continue;
    const scan = endOfScan(jpeg, at);
    parts.push(jpeg.subarray(at, scan));
    at = scan;
  }
  parts.push(Buffer.from([0xff, 0xd9]));
  return Buffer.concat(parts);
}

/** Where the next marker stands that is neither a restart nor an escaped byte. */
function endOfScan(jpeg: Buffer, start: number): number {
  for (let at = jpeg.indexOf(0xff, start); at !== -1; at = jpeg.indexOf(0xff, at + 1)) {
    const marker = jpeg.readUInt8(at + 1);
    if (marker !== 0 && marker !== 0xff && (marker < 0xd0 || marker > 0xd7)) return at;
  }
  throw new RangeError('The picture has no end.');
}

function bareGif(gif: Buffer): Uint8Array | null {
  const table = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  const blocksEnd = (from: number) => {
    let at = from;
    while (gif.readUInt8(at) !== 0) at += gif.readUInt8(at) + 1;
    return at + 1;
  };
  let at = 13 + table(gif.readUInt8(10));
  const parts = [gif.subarray(0, at)];
  for (;;) {
    const kind = gif.readUInt8(at);
    let end: number;
    if (kind === 0x3b) return Buffer.concat([...parts, Buffer.from([0x3b])]);
    if (kind === 0x2c) end = blocksEnd(at + 11 + table(gif.readUInt8(at + 9)));
    else if (kind === 0x21) end = blocksEnd(at + 2);
    else return null;
    // Of extensions only those for drawing and for repeating are kept.
    const label = kind === 0x21 ? gif.readUInt8(at + 1) : null;
    const repeats = label === 0xff && gif.toString('latin1', at + 3, at + 14) === 'NETSCAPE2.0';
    if (label === null || label === 0xf9 || repeats) parts.push(gif.subarray(at, end));
    at = end;
  }
}

function bareWebp(webp: Buffer): Uint8Array | null {
  const parts: Buffer[] = [];
  const size = Math.min(webp.length, webp.readUInt32LE(4) + 8);
  for (let at = 12; at + 8 <= size; ) {
    const length = webp.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (end > webp.length) return null;
    const name = webp.toString('latin1', at, at + 4);
    const chunk = Buffer.from(webp.subarray(at, end));
    // The flags say that EXIF and XMP follow.
    if (name === 'VP8X') chunk.writeUInt8(chunk.readUInt8(8) & ~0x0c, 8);
    if (WEBP_KEPT.has(name)) parts.push(chunk);
    at = end;
  }
  const body = Buffer.concat(parts);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return parts.length > 0 ? Buffer.concat([head, body]) : null;
}
