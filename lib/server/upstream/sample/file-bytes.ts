import 'server-only';

/** Bytes made when they are first asked for, and kept. */
export function bytesOf(make: () => string | Uint8Array<ArrayBuffer>): () => Uint8Array<ArrayBuffer> {
  let kept: Uint8Array<ArrayBuffer> | null = null;
  return () => {
    if (kept) return kept;
    const made = make();
    kept = typeof made === 'string' ? new TextEncoder().encode(made) : made;
    return kept;
  };
}

/** Bytes of a base64 text. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}
