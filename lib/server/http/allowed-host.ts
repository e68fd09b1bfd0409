import 'server-only';
import { readEnvironment } from '../env.ts';

/**
 * Whether a `Host` header names this installation: a loopback name at any port, the one that RUNLENS_HOST binds among them, or
 * exactly the host of RUNLENS_PUBLIC_URL. Anything else may be a rebound name and gets 421.
 */
export function isAllowedHost(hostHeader: string | null): boolean {
  const host = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/i.exec(hostHeader ?? '');
  if (!host?.[1]) return false;
  const name = host[1].toLowerCase();
  if (name === 'localhost' || name === '127.0.0.1' || name === '[::1]') return true;
  const { host: bound, loopback } = readEnvironment();
  if (loopback && name === bound.toLowerCase()) return true;
  const origin = publicOrigin();
  if (origin === null) return false;
  const own = new URL(origin);
  const standard = own.protocol === 'https:' ? '443' : '80';
  return name === own.hostname && (host[2] ?? standard) === (own.port || standard);
}

/** Origin of RUNLENS_PUBLIC_URL; null where none is configured. */
export function publicOrigin(): string | null {
  return readEnvironment().publicOrigin;
}

/** Origin under which people reach what answers a request: that of RUNLENS_PUBLIC_URL, else the host that was asked. */
export function requestOrigin(request: Request): string {
  return publicOrigin() ?? `http://${request.headers.get('host') ?? 'localhost'}`;
}
