import 'server-only';
import { BlockList, isIP } from 'node:net';
import { readEnvironment } from '../env.ts';
import { PEER_HEADER } from '../peer-header.ts';

/** The address at the other end of the connection; null where the server does not tell, as on Vercel. */
export function peerOf(headers: Headers): string | null {
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
