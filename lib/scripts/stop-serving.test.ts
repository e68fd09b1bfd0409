import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { stopServing } from './stop-serving.ts';

const ASK = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';

it('answers what was sent before it, lets nobody else in, and ends with the last connection', async () => {
  const server = createServer((_request, response) => response.end('there')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const kept = connect(port, '127.0.0.1');
  kept.write(ASK);
  await once(kept, 'data');
  // From here on the server has read nothing of what is sent: both connections look idle to it.
  const late = connect(port, '127.0.0.1');
  await once(late, 'connect');
  kept.write(ASK);
  late.write(ASK);
  const answers = Promise.all([once(kept, 'data'), once(late, 'data')]);
  const stopped = stopServing(server);
  for (const [answer] of await answers) expect(String(answer)).toContain('there');
  await stopped;
  const [refused] = (await once(connect(port, '127.0.0.1'), 'error')) as [NodeJS.ErrnoException];
  expect(refused.code).toBe('ECONNREFUSED');
});
