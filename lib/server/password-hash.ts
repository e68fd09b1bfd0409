import 'server-only';
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);

/** Cost of new hashes: 64 MiB and about a tenth of a second. */
const COST = { n: 65_536, r: 8, p: 1 };
/** A hash from a file may not ask for more than this many bytes of memory. */
const MOST_MEMORY = 256 * 1024 * 1024;
const KEY_BYTES = 32;
const FORM = /^scrypt\$(\d{4,7})\$(\d{1,2})\$(\d{1,2})\$([A-Za-z0-9_-]{16,128})\$([A-Za-z0-9_-]{43})$/;

interface ParsedHash {
  cost: { N: number; r: number; p: number; maxmem: number };
  salt: Buffer;
  key: Buffer;
}

/** A hash of a password, as `RUNLENS_USERS` holds it: `scrypt$N$r$p$salt$key`, the last two in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const { n, r, p } = COST;
  const salt = randomBytes(16);
  const key = await derive(password.normalize('NFKC'), salt, KEY_BYTES, { N: n, r, p, maxmem: memoryOf(n, r) });
  return ['scrypt', n, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether a text is a hash that `checkPassword` can use. */
export function isPasswordHash(text: string): boolean {
  return parse(text) !== null;
}

/** Whether the password belongs to the hash; takes as long for a wrong one as for the right one. */
export async function checkPassword(password: string, hash: string): Promise<boolean> {
  const parsed = parse(hash);
  if (!parsed) return false;
  const key = await derive(password.normalize('NFKC'), parsed.salt, KEY_BYTES, parsed.cost);
  return timingSafeEqual(key, parsed.key);
}

function memoryOf(n: number, r: number): number {
  return 128 * n * r + 1024 * 1024;
}

function parse(text: string): ParsedHash | null {
  const match = FORM.exec(text);
  if (!match) return null;
  const [n, r, p] = match.slice(1, 4).map(Number);
  const [salt = '', key = ''] = match.slice(4);
  if (!n || !r || !p || (n & (n - 1)) !== 0 || memoryOf(n, r) > MOST_MEMORY) return null;
  return {
    cost: { N: n, r, p, maxmem: memoryOf(n, r) },
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  };
}
