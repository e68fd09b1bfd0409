import { type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

const STATUS: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Answers what is no readable request in the error envelope and with the headers that every answer has, and closes its
 * connection. `refused` hears of the status.
 */
export function refuseUnreadable(
  server: Server,
  headers: Readonly<Record<string, string>>,
  refused: (status: number) => void,
): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    // Into an answer that has begun nothing else may be written.
    if (error.code === 'ECONNRESET' || !socket.writable || hasAnswerBegun(socket)) {
      socket.destroy();
      return;
    }
    const status = STATUS[error.code ?? ''] ?? 400;
    refused(status);
    const body = JSON.stringify({
      error: { code: 'invalid_request', message: `This is no request that can be read: ${STATUS_CODES[status]}.` },
    });
    const lines = Object.entries({
      ...headers,
      'content-type': 'application/json',
      'content-length': String(body.length),
      connection: 'close',
    }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`, () => socket.destroy());
  });
}

function hasAnswerBegun(socket: Duplex): boolean {
  const answer: unknown = Reflect.get(socket, '_httpMessage');
  return typeof answer === 'object' && answer !== null && 'headersSent' in answer && answer.headersSent === true;
}
