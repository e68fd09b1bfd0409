import 'server-only';
import { BlockList, isIP } from 'node:net';
import { readEnvironment } from '../env.ts';
import { isPeerTold } from '../observe/tell-peer.ts';
import { FORWARDED_HEADER, PEER_HEADER, REPEATED_HEADER } from '../peer-header.ts';

/** The address at the other end of the connection; null where the server does not tell, as on Vercel. */
function peerOf(headers: Headers): string | null {
  if (!isPeerTold()) return null;
  const address = headers.get(PEER_HEADER)?.replace(/^::ffff:(?=\d+\.)/i, '') ?? '';
  return isIP(address) === 0 ? null : address;
}

/** Most addresses of a chain of proxies that are looked at. */
const LONGEST_CHAIN = 32;

/**
 * The address of who asks: that of the connection, or behind trusted proxies the last one of `X-Forwarded-For` that is none
 * of theirs. What stands further left in that header was written by the asker and is not believed.
 */
export function clientOf(headers: Headers): string | null {
  const peer = peerOf(headers);
  if (!isTrustedPeer(headers)) return peer;
  const chain = (headers.get('x-forwarded-for') ?? '').split(',').slice(-LONGEST_CHAIN);
  let client = peer;
  for (const one of chain.toReversed()) {
    const address = one.trim().replace(/^::ffff:(?=\d+\.)/i, '');
    if (isIP(address) === 0) return client;
    client = address;
    if (!isTrusted(address)) return client;
  }
  return client;
}

/** Whether the connection comes from a proxy whose headers are believed (RUNLENS_TRUST_PROXY). */
export function isTrustedPeer(headers: Headers): boolean {
  const address = peerOf(headers);
  return address !== null && isTrusted(address);
}

/** Whether a header came more than once: a proxy may have added its word to that of its caller. */
export function isRepeated(headers: Headers, name: string): boolean {
  return (headers.get(REPEATED_HEADER) ?? '').split(',').includes(name.toLowerCase());
}

function isTrusted(address: string): boolean {
  const trusted = new BlockList();
  for (const one of readEnvironment().trustedProxies) {
    const [from = '', bits] = one.split('/');
    const family = isIP(from) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) trusted.addAddress(from, family);
    else trusted.addSubnet(from, Number(bits), family);
  }
  return trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Whether a program on this machine asks by itself, and no proxy for somebody else. */
export function isThisMachine(headers: Headers): boolean {
  const address = peerOf(headers);
  return address !== null && /^(?:127\.|::1$)/.test(address) && headers.get(FORWARDED_HEADER) === '0';
}
