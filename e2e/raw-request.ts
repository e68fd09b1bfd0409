import { connect } from 'node:net';

/** An answer as it came over the wire. Names of headers in lower case; what came twice is joined by a comma. */
export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Sends bytes as they are and reads until the connection ends; clients of the platform would repair them first. */
export function sendRaw(port: number, text: string): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.setEncoding('latin1').setTimeout(20_000, () => socket.destroy());
    socket.on('data', (chunk: string) => (heard += chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(readAnswer(heard)));
    socket.write(text, 'latin1');
  });
}

/** A request line with a Host that is served and without a connection kept. */
export function plainRequest(target: string, more: Record<string, string> = {}, method = 'GET'): string {
  const headers = Object.entries({ host: 'localhost', connection: 'close', ...more });
  return `${method} ${target} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

function readAnswer(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const name = line.slice(0, line.indexOf(':')).toLowerCase();
    const value = line.slice(line.indexOf(':') + 1).trim();
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return { status: Number(first.split(' ')[1] ?? 0), headers, body: rest.join('\r\n\r\n') };
}
