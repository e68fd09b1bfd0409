import 'server-only';
import { toFailure } from './failure-response.ts';
import { safeFileName } from './file-name.ts';

/** Types that may be shown in our origin, told by their first bytes. Everything else is downloaded, SVG and HTML too. */
const INLINE: readonly (readonly [type: string, matches: (head: Uint8Array) => boolean])[] = [
  ['image/png', (head) => starts(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['image/jpeg', (head) => starts(head, [0xff, 0xd8, 0xff])],
  ['image/gif', (head) => starts(head, [0x47, 0x49, 0x46, 0x38])],
  [
    'image/webp',
    (head) => starts(head, [0x52, 0x49, 0x46, 0x46]) && starts(head.subarray(8), [0x57, 0x45, 0x42, 0x50]),
  ],
];
const HEAD_BYTES = 12;
/** Characters of made texts that leave together. */
const CHUNK = 32 * 1024;
const FILE_CSP = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** The type by which bytes may be shown inline; null when they may only be downloaded. */
export function inlineImageType(head: Uint8Array): string | null {
  return INLINE.find(([, matches]) => matches(head))?.[0] ?? null;
}

/**
 * Answers the bytes of a file as they arrive. Shown inline only when the bytes are a harmless image; `name` comes from
 * the source and is cleaned. A body that breaks off breaks this answer off too, so that no cut file looks whole.
 */
export async function fileResponse(
  body: ReadableStream<Uint8Array>,
  name: string,
  bytes: number | null,
): Promise<Response> {
  const { head, whole } = await peek(body, HEAD_BYTES);
  const type = inlineImageType(head);
  const headers = new Headers({
    'content-type': type ?? 'application/octet-stream',
    'content-disposition': `${type ? 'inline' : 'attachment'}; ${safeFileName(name)}`,
    'content-security-policy': FILE_CSP,
    'cache-control': 'private, no-store',
  });
  if (bytes !== null) headers.set('x-file-bytes', String(bytes));
  return new Response(whole, { headers });
}

/** What is known of a file without its bytes: its name and size in the headers that the file itself would have. */
export function fileHeadResponse({ name, bytes }: { name: string; bytes: number | null }): Response {
  const headers = new Headers({
    'content-disposition': `attachment; ${safeFileName(name)}`,
    'cache-control': 'private, no-store',
  });
  if (bytes !== null) headers.set('x-file-bytes', String(bytes));
  return new Response(null, { headers });
}

/** Answers a text of ours as a file to be kept: never shown inline, whatever it holds. `name` is cleaned. */
export function textDownload(body: ReadableStream<Uint8Array>, name: string, bytes: number): Response {
  return new Response(body, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; ${safeFileName(name)}`,
      'content-security-policy': FILE_CSP,
      'cache-control': 'private, no-store',
      'x-file-bytes': String(bytes),
    },
  });
}

/**
 * Answers texts of ours as a file while they are made; `type` is what the file is. The first text is awaited, so that what
 * fails before it is thrown here; what fails later breaks the answer off, so that no cut file looks whole.
 */
export async function textsDownload(
  texts: AsyncGenerator<string>,
  { name, type }: { name: string; type: string },
  requestId: string,
): Promise<Response> {
  const encoder = new TextEncoder();
  let next = await texts.next();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      let chunk = '';
      try {
        while (!next.done && chunk.length < CHUNK) {
          chunk += next.value;
          next = await texts.next();
        }
      } catch (error) {
        // Nobody can be told any more; what was not expected is written to the log.
        toFailure(error, requestId);
        throw error;
      }
      if (chunk !== '') controller.enqueue(encoder.encode(chunk));
      if (next.done) controller.close();
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; ${safeFileName(name)}`,
      'content-security-policy': FILE_CSP,
      // A compressing proxy would hold back what the reader's progress counts.
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

/** Reads at least `size` bytes (or all there are) and gives them with a stream of the whole body. */
async function peek(
  body: ReadableStream<Uint8Array>,
  size: number,
): Promise<{ head: Uint8Array; whole: ReadableStream<Uint8Array> }> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < size) {
    const { value, done } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
  }
  const whole = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const first = chunks.shift();
      if (first) return controller.enqueue(first);
      const { value, done } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { head: Buffer.concat(chunks).subarray(0, size), whole };
}

function starts(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, i) => bytes[i] === byte);
}
