import 'server-only';
import { BlockList, isIP } from 'node:net';
import { readEnvironment } from '../env.ts';
import { isPeerTold } from '../observe/tell-peer.ts';
import { FORWARDED_HEADER, PEER_HEADER } from '../peer-header.ts';

/** The address at the other end of the connection; null where the server does not tell, as on Vercel. */
export function peerOf(headers: Headers): string | null {
  if (!isPeerTold()) return null;
  const address = headers.get(PEER_HEADER)?.replace(/^::ffff:(?=\d+\.)/i, '') ?? '';
  return isIP(address) === 0 ? null : address;
}

/** Whether the connection comes from a proxy whose headers are believed (RUNLENS_TRUST_PROXY). */
export function isTrustedPeer(headers: Headers): boolean {
  const address = peerOf(headers);
  if (address === null) return false;
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
