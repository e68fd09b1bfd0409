import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bareImage } from './bare-image.ts';
import { imageTypeOf } from './image-type.ts';

const NOTE = 'made by ada@example.com';
const latin = (text: string) => Buffer.from(text, 'latin1');
const has = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).includes(NOTE);

function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([latin(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const pngHead = [latin('\x89PNG\r\n\x1a\n'), pngChunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]))];
const pngRest = [pngChunk('IDAT', deflateSync(Buffer.from([0, 0]))), pngChunk('IEND', Buffer.alloc(0))];

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

function riffChunk(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

function webp(...chunks: Buffer[]): Buffer {
  const body = Buffer.concat([latin('WEBP'), ...chunks]);
  return riffChunk('RIFF', body);
}

describe('an image without its notes', () => {
  it('PNG', () => {
    const noted = Buffer.concat([
      ...pngHead,
      pngChunk('tEXt', latin(NOTE)),
      pngChunk('eXIf', latin(NOTE)),
      ...pngRest,
      latin(NOTE),
    ]);
    expect(imageTypeOf(noted)).toBe('png');
    expect(Buffer.from(bareImage(noted, 'png') ?? [])).toEqual(Buffer.concat([...pngHead, ...pngRest]));
  });

  it('JPEG', () => {
    const start = latin('\xff\xd8');
    const jfif = segment(0xe0, latin('JFIF\0\x01\x01\0\0\x01\0\x01\0\0'));
    const scan = Buffer.concat([
      segment(0xda, latin('\x01\x01\0\0\x3f\0')),
      Buffer.from([1, 0xff, 0, 2, 0xff, 0xd0, 3]),
    ]);
    const end = latin('\xff\xd9');
    const noted = Buffer.concat([
      start,
      jfif,
      segment(0xe1, latin(`Exif\0\0${NOTE}`)),
      segment(0xfe, latin(NOTE)),
      scan,
      end,
      latin(NOTE),
    ]);
    expect(imageTypeOf(noted)).toBe('jpeg');
    expect(Buffer.from(bareImage(noted, 'jpeg') ?? [])).toEqual(Buffer.concat([start, jfif, scan, end]));
  });

  it('GIF', () => {
    const head = Buffer.concat([latin('GIF89a'), Buffer.from([1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255])]);
    const comment = Buffer.concat([Buffer.from([0x21, 0xfe, NOTE.length]), latin(NOTE), Buffer.from([0])]);
    const repeat = Buffer.concat([Buffer.from([0x21, 0xff, 11]), latin('NETSCAPE2.0'), Buffer.from([3, 1, 0, 0, 0])]);
    const frame = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
    const end = Buffer.from([0x3b]);
    const noted = Buffer.concat([head, comment, repeat, frame, end, latin(NOTE)]);
    expect(imageTypeOf(noted)).toBe('gif');
    expect(Buffer.from(bareImage(noted, 'gif') ?? [])).toEqual(Buffer.concat([head, repeat, frame, end]));
  });

  it('WebP', () => {
    const flags = (of: number) => riffChunk('VP8X', Buffer.from([of, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    const picture = riffChunk('VP8L', latin('odd'));
    const noted = webp(flags(0x1c), picture, riffChunk('EXIF', latin(NOTE)), riffChunk('XMP ', latin(NOTE)));
    expect(imageTypeOf(noted)).toBe('webp');
    expect(Buffer.from(bareImage(noted, 'webp') ?? [])).toEqual(webp(flags(0x10), picture));
  });

  it('none where the file is cut or is not what it begins like', () => {
    const cut = Buffer.concat([...pngHead, latin('\0\0\xff\xfftEXt'), latin(NOTE)]);
    for (const [bytes, type] of [
      [cut, 'png'],
      [latin(`\xff\xd8\xff\xe1${NOTE}`), 'jpeg'],
      [latin(`GIF89a${NOTE}`), 'gif'],
      [latin(`RIFF\x20\0\0\0WEBP${NOTE}`), 'webp'],
    ] as const) {
      expect(has(bareImage(bytes, type)), type).toBe(false);
    }
    expect(imageTypeOf(latin('<svg>'))).toBeNull();
  });
});
