import 'server-only';
import type { IncomingMessage } from 'node:http';
import { FORWARDED_HEADER, PEER_HEADER, REPEATED_HEADER } from '../peer-header.ts';
import { processState } from '../process-state.ts';

const told = () => processState('peer-told', () => ({ yes: false }));
/** What proxies add to what they hand on. */
const FORWARDING =
  /^(?:forwarded|via|x-forwarded-.*|x-real-ip|x-client-ip|x-original-.*|true-client-ip|cf-.*|x-envoy-.*)$/;

/** Handlers do not see the connection: what is known of it reaches them in headers, over whatever a client sent as such. */
export function tellPeer(request: IncomingMessage): void {
  told().yes = true;
  request.headers[FORWARDED_HEADER] = Object.keys(request.headers).some((name) => FORWARDING.test(name)) ? '1' : '0';
  request.headers[PEER_HEADER] = request.socket.remoteAddress ?? '';
  request.headers[REPEATED_HEADER] = repeated(request.rawHeaders).join(',');
}

/** Names, each once, in lower case. */
function repeated(raw: readonly string[]): string[] {
  const once = new Set<string>();
  const more = new Set<string>();
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at]?.toLowerCase() ?? '';
    if (once.has(name)) more.add(name);
    once.add(name);
  }
  return [...more];
}

/** Whether these headers are set by this process. Where another server holds the connections, a client could send them. */
export function isPeerTold(): boolean {
  return told().yes;
}
