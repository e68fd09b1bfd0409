import 'server-only';
import { redactSecrets, secretSpellings } from './redact-secrets.ts';

/**
 * Replaces secrets in bytes that come in pieces, of any text whose characters below 128 are single bytes. The last few
 * bytes wait for the next piece, because a secret may have begun there.
 */
export class SecretFilter {
  readonly #own: readonly string[];
  readonly #hold: number;
  #held = '';

  /** `own`: secrets that are replaced here only. */
  constructor(own: readonly string[] = []) {
    this.#own = own;
    this.#hold = Math.max(0, ...[...secretSpellings(), ...own].map((one) => one.length - 1));
  }

  push(bytes: Uint8Array): Uint8Array {
    if (this.#hold === 0) return bytes;
    const all = hideSecrets(this.#held + latin1(bytes), this.#own);
    const keep = Math.max(0, all.length - this.#hold);
    this.#held = all.slice(keep);
    return Buffer.from(all.slice(0, keep), 'latin1');
  }

  end(): Uint8Array {
    const rest = Buffer.from(this.#held, 'latin1');
    this.#held = '';
    return rest;
  }
}

/** Replaces every known secret and those of `own`. */
export function hideSecrets(text: string, own: readonly string[]): string {
  return own.reduce((clean, one) => clean.replaceAll(one, '[redacted]'), redactSecrets(text));
}

function latin1({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
}
