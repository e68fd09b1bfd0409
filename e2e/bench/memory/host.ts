import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

/**
 * A source that gives a file of `--mb` megabytes (500) under any file id, takes uploads and counts their bytes, and says so in
 * JSON. Prints `host on <origin>`.
 */
const megabytes = Number(process.argv[2] ?? 500);
const piece = Buffer.alloc(1024 * 1024, 'runlens ');

async function sendFile(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': megabytes * piece.length });
  for (let sent = 0; sent < megabytes && !response.destroyed; sent++) {
    if (!response.write(piece)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}

const server = createServer((request, response) => {
  if (request.method === 'GET' && request.url?.includes('/content')) return void sendFile(response);
  let bytes = 0;
  request.on('data', (chunk: Buffer) => (bytes += chunk.length));
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        id: 'file-big',
        object: 'file',
        bytes,
        filename: 'big.bin',
        purpose: 'assistants_output',
        created_at: 1_790_000_000,
      }),
    );
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`host on http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
});
