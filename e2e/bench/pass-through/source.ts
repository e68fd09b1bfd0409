import { createServer, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/**
 * The quickest source there can be: `GET …` answers one run, `POST …` a stream of it whose first event is sent at once.
 * Prints `source on <origin>`.
 */
const EVENTS = 20;
const PAUSE_MS = 5;

const run = (id: string, status: string) => ({
  id,
  object: 'thread.run',
  created_at: 1_790_000_000,
  assistant_id: 'asst_bench',
  thread_id: 'thread_bench',
  status,
  started_at: 1_790_000_001,
  expires_at: null,
  completed_at: status === 'completed' ? 1_790_000_010 : null,
  required_action: null,
  last_error: null,
  model: 'model-bench',
  instructions: 'Answer from the handbook. '.repeat(20),
  tools: [{ type: 'code_interpreter' }, { type: 'file_search' }],
  metadata: { case: '7' },
  usage: { prompt_tokens: 1200, completion_tokens: 80, total_tokens: 1280 },
});

const event = (name: string, data: object) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
let count = 0;

async function stream(response: ServerResponse): Promise<void> {
  const id = `run_bench_s${++count}`;
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  response.write(event('thread.run.created', run(id, 'queued')));
  for (let n = 0; n < EVENTS; n++) {
    await setTimeout(PAUSE_MS);
    const delta = { content: [{ index: 0, type: 'text', text: { value: `word ${n} ` } }] };
    response.write(event('thread.message.delta', { id: `msg_${id}`, object: 'thread.message.delta', delta }));
  }
  response.write(event('thread.run.completed', run(id, 'completed')));
  response.end('event: done\ndata: [DONE]\n\n');
}

const server = createServer((request, response) => {
  if (request.method === 'POST') {
    request.resume().once('end', () => void stream(response));
    return;
  }
  const id = request.url?.split('?')[0]?.split('/').at(-1) ?? '';
  const body = JSON.stringify(run(id, 'in_progress'));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`source on http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
});
