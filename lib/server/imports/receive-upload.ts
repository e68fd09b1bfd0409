import 'server-only';
import { randomUUID } from 'node:crypto';
import { read as readAt } from 'node:fs';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { Busboy } from '@fastify/busboy';
import { fail, isFailure } from '../../domain/failure.ts';
import type { ImportFile } from './read-import.ts';
import { roomFailure } from './room-failure.ts';

/** An upload on our own disk: one file of ours that holds all of it, and where each uploaded file stands in it. */
export interface StoredUpload {
  /** Its descriptor, which all threads of the process share. */
  descriptor: number;
  parts: { name: string; at: number; bytes: number }[];
}

/** An upload that was received. Its file has no name any more: it ends with `close`, or with the process. */
export interface ReceivedUpload extends StoredUpload {
  close(): Promise<void>;
}

/** Bounds of a multipart body. */
const MOST_PARTS = 100_000;
const LONGEST_NAME = 4096;
/** Bytes of an upload that are read at once. */
const CHUNK = 64 * 1024;

/**
 * Takes the body of a request onto the disk. `payload_too_large` beyond `most` bytes,
 * `invalid_request` for what is no upload, `archive_full` where the disk is, or its folder cannot be written. Nothing is left behind when it throws.
 */
export async function receiveUpload(request: Request, most: number, signal: AbortSignal): Promise<ReceivedUpload> {
  const type = request.headers.get('content-type') ?? '';
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity') fail('invalid_request', 'Send the import without Content-Encoding; zip is fine.');
  if (Number(request.headers.get('content-length') ?? 0) > most) tooLarge(most);
  if (!request.body) fail('invalid_request', 'There is no body. Send files as multipart/form-data, or one as it is.');
  const path = join(/* turbopackIgnore: true */ tmpdir(), `runlens-upload-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600).catch((error: unknown) => {
    throw roomFailure(error, 'the upload') ?? error;
  });
  await unlink(path).catch(() => undefined);
  const parts: StoredUpload['parts'] = [];
  try {
    const writer = new PartWriter(file, most, signal);
    const body = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
    if (/^multipart\/form-data\b/i.test(type)) await receiveParts(body, type, writer, parts);
    else parts.push(await writer.write(isBinary(type) ? 'the upload' : 'the pasted text', body));
    return { descriptor: file.fd, parts, close: () => file.close() };
  } catch (error) {
    await file.close().catch(() => undefined);
    if (isFailure(error) || signal.aborted) throw error;
    const full = roomFailure(error, 'the upload');
    if (full) throw full;
    return fail('invalid_request', 'The body broke off, or is not what its Content-Type says.');
  }
}

/** Whether a body without a name is no text that somebody may have pasted. */
function isBinary(type: string): boolean {
  return /\b(?:zip|octet-stream)\b/i.test(type);
}

/** The files of an upload, to be read in their order. */
export function uploadedFiles({ descriptor, parts }: StoredUpload): ImportFile[] {
  return parts.map(({ name, at, bytes }) => ({
    name,
    chunks: stretch(descriptor, at, bytes),
    tail: async (most) => {
      const length = Math.min(bytes, most);
      const chunks = await Array.fromAsync(stretch(descriptor, at + bytes - length, length));
      return Buffer.concat(chunks);
    },
  }));
}

/** Leaves the descriptor open, which a stream of the platform's own would close when it is not read to its end. */
async function* stretch(descriptor: number, at: number, bytes: number): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < bytes; ) {
    const room = Buffer.allocUnsafe(Math.min(CHUNK, bytes - done));
    const { bytesRead } = await promisify(readAt)(descriptor, room, 0, room.length, at + done);
    if (bytesRead === 0) throw new Error('An upload is shorter than what was received.');
    done += bytesRead;
    yield room.subarray(0, bytesRead);
  }
}

/** Appends one uploaded file after the other. */
class PartWriter {
  readonly #file: FileHandle;
  readonly #most: number;
  readonly #signal: AbortSignal;
  #size = 0;

  constructor(file: FileHandle, most: number, signal: AbortSignal) {
    this.#file = file;
    this.#most = most;
    this.#signal = signal;
  }

  async write(name: string, content: AsyncIterable<Uint8Array>): Promise<StoredUpload['parts'][number]> {
    const at = this.#size;
    for await (const chunk of content) {
      this.#signal.throwIfAborted();
      this.#size += chunk.length;
      if (this.#size > this.#most) tooLarge(this.#most);
      await this.#file.write(chunk);
    }
    return { name: name.slice(0, LONGEST_NAME), at, bytes: this.#size - at };
  }
}

async function receiveParts(
  body: Readable,
  type: string,
  writer: PartWriter,
  parts: StoredUpload['parts'],
): Promise<void> {
  const form = new Busboy({
    headers: { 'content-type': type },
    preservePath: true,
    isPartAFile: () => true,
    limits: { files: MOST_PARTS, parts: MOST_PARTS, headerPairs: 20, headerSize: 16 * 1024 },
  });
  const done = Promise.withResolvers<void>();
  let writing: Promise<void> = Promise.resolve();
  form.on('file', (field, stream, name) => {
    writing = writing.then(async () => {
      const part = await writer.write(name || field, stream);
      if (field === 'file') parts.push(part);
    });
    writing.catch((error: unknown) => {
      body.destroy();
      done.reject(error);
    });
  });
  form.on('filesLimit', () => done.reject(new Error('Too many files.')));
  form.on('error', (error) => done.reject(error));
  form.on('finish', () => done.resolve());
  body.on('error', (error) => done.reject(error));
  body.pipe(form);
  await done.promise;
  await writing;
  if (parts.length === 0) fail('invalid_request', 'The form holds no file. Name the fields of files "file".');
}

function tooLarge(most: number): never {
  return fail(
    'payload_too_large',
    `An import may have ${Math.floor(most / 1024 / 1024)} MB here (RUNLENS_IMPORT_MAX_MB). "npm run import" takes any size.`,
  );
}
