import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { FORWARDED_HEADER, PEER_HEADER, REPEATED_HEADER } from '../peer-header.ts';
import { tellPeer } from './tell-peer.ts';

function told(...raw: [name: string, value: string][]) {
  const request = new IncomingMessage(new Socket());
  request.rawHeaders = raw.flat();
  request.headers = Object.fromEntries(raw.map(([name, value]) => [name.toLowerCase(), value]));
  tellPeer(request);
  return request.headers;
}

it('tells which headers came more than once, over whatever a client says of it', () => {
  const headers = told(
    ['Host', 'a'],
    ['X-Forwarded-User', 'mallory'],
    ['x-forwarded-USER', 'ada'],
    [REPEATED_HEADER, ''],
    [PEER_HEADER, '10.0.0.5'],
    [FORWARDED_HEADER, '0'],
  );
  expect(headers[REPEATED_HEADER]).toBe('x-forwarded-user');
  expect(headers[PEER_HEADER]).toBe('');
  expect(told(['Host', 'a'], ['X-Forwarded-User', 'ada'])[REPEATED_HEADER]).toBe('');
  expect(told(['A', '1'], ['a', '2'], ['B', '1'], ['b', '2'], ['a', '3'])[REPEATED_HEADER]).toBe('a,b');
});

it.each(['X-Forwarded-For', 'X-Forwarded-Proto', 'Forwarded', 'X-Real-IP', 'Via', 'CF-Connecting-IP'])(
  'tells by %s alone that a proxy hands the request on',
  (name) => {
    expect(told(['Host', 'a'], [name, 'x'])[FORWARDED_HEADER]).toBe('1');
    expect(told(['Host', 'a'], ['Accept', 'x'])[FORWARDED_HEADER]).toBe('0');
  },
);
