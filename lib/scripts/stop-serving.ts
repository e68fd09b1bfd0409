import type { Server } from 'node:http';
import { Server as TcpServer } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

const IDLE_EVERY_MS = 200;

/**
 * Takes nobody in any more, and ends when the last answer is written. Who has connected by now is let in, and what they have sent
 * is read before their connections count as idle, however late this process is; the server's own `close` would cut them off.
 */
export async function stopServing(server: Server): Promise<void> {
  await eventsSeen();
  const closed = new Promise<void>((resolve) => TcpServer.prototype.close.call(server, () => resolve()));
  // A connection whose answer ends later falls idle only then.
  const idle = setInterval(() => void eventsSeen().then(() => server.closeIdleConnections()), IDLE_EVERY_MS);
  await closed;
  clearInterval(idle);
}

/** Waits until everything that has happened on connections so far was seen. */
async function eventsSeen(): Promise<void> {
  await nextTurn();
  await nextTurn();
}
