import { crc32, deflateSync } from 'node:zlib';
import { seriesOf, type WireObject } from './series.ts';
import type { WireFile, World } from './world.ts';

const THREAD = 'thread_outputs';
const RUN = 'run_outputs';
const LARGE = 'run_large';
const BEGUN = Math.floor(Date.UTC(2026, 10, 18, 9) / 1000);
/** Lines of the long log; every thousandth holds the needle. */
export const LOG_LINES = 60_000;
export const NEEDLE = 'needle in the log';

/** A grey picture with a frame, so that its edges are seen. */
function png(width: number, height: number): Uint8Array<ArrayBuffer> {
  const rows = Buffer.alloc(height * (width + 1), 0xc8);
  for (let y = 0; y < height; y++) {
    rows[y * (width + 1)] = 0;
    const edge = y < 4 || y >= height - 4;
    for (let x = 0; x < width; x++) if (edge || x < 4 || x >= width - 4) rows[y * (width + 1) + 1 + x] = 0;
  }
  const chunk = (type: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(body.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([size, named, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // 8 bits of grey.
  head[8] = 8;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Uint8Array(
    Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]),
  );
}

function pictureFile(id: string, width: number, height: number): [string, WireFile] {
  const bytes = png(width, height);
  const object = {
    id,
    object: 'file',
    bytes: bytes.length,
    created_at: BEGUN,
    filename: `${id}.png`,
    purpose: 'assistants_output',
  };
  return [id, { object, bytes, contentType: 'image/png' }];
}

function longLog(): string {
  const lines = Array.from({ length: LOG_LINES }, (_, i) => {
    const end = (i + 1) % 1000 === 0 ? NEEDLE : 'all is well';
    return `${String(i + 1).padStart(6, '0')} \u001b[33mINFO\u001b[0m batch ${i % 97} of the night, ${end}`;
  });
  return `${lines.join('\n')}\n`;
}

const code = (...outputs: Record<string, unknown>[]) => ({
  id: `call_${outputs.length}`,
  type: 'code_interpreter',
  code_interpreter: { input: 'plot()', outputs },
});
const image = (file_id: string) => ({ type: 'image', image: { file_id } });

function steps(): WireObject[] {
  const asked = JSON.stringify({
    orders: [
      { id: 1, lines: [{ sku: 'A-1', count: 2 }] },
      { id: 2, lines: [] },
    ],
  });
  const calls: Record<string, unknown>[][] = [
    [code({ type: 'logs', logs: longLog() })],
    [code(image('file-wide'), image('file-small'))],
    [{ id: 'call_f', type: 'function', function: { name: 'book', arguments: asked, output: '{"booked":[1,2]}' } }],
    [code(image('file-gone'))],
  ];
  return calls.map((tool_calls, i) => ({
    id: `step_outputs_${i + 1}`,
    object: 'thread.run.step',
    created_at: BEGUN + i,
    completed_at: BEGUN + i + 1,
    run_id: RUN,
    assistant_id: 'asst_outputs',
    thread_id: THREAD,
    type: 'tool_calls',
    status: 'completed',
    step_details: { type: 'tool_calls', tool_calls },
    usage: null,
    last_error: null,
  }));
}

/** Orders in the arguments of the large call, some 4 MB. */
export const ORDERS = 16_000;

/** A function that was called with very long arguments. */
function largeCall(): WireObject {
  const orders = Array.from({ length: ORDERS }, (_, id) => ({
    id,
    customer: { name: `Customer ${id}`, mail: `c${id}@example.org` },
    lines: [1, 2].map((count) => ({ sku: `SKU-${id}-${count}`, count })),
    note: 'Leave it with the neighbours, please, and ring twice before you go.',
  }));
  const call = { name: 'import_orders', arguments: JSON.stringify({ orders, source: 'shop' }), output: '{"ok":true}' };
  return {
    id: 'step_large',
    object: 'thread.run.step',
    created_at: BEGUN + 10,
    completed_at: BEGUN + 12,
    run_id: LARGE,
    assistant_id: 'asst_outputs',
    thread_id: THREAD,
    type: 'tool_calls',
    status: 'completed',
    step_details: { type: 'tool_calls', tool_calls: [{ id: 'call_large', type: 'function', function: call }] },
    usage: null,
    last_error: null,
  };
}

/** A run with a log that is too long to send whole, pictures of several sizes, and one whose file is gone; and a run with very long arguments. */
export function outputWorld(): World {
  const run: WireObject = {
    id: RUN,
    object: 'thread.run',
    created_at: BEGUN,
    started_at: BEGUN,
    completed_at: BEGUN + 4,
    assistant_id: 'asst_outputs',
    thread_id: THREAD,
    status: 'completed',
    model: 'model-outputs',
    tools: [],
    metadata: {},
    usage: null,
  };
  const large: WireObject = {
    ...run,
    id: LARGE,
    created_at: BEGUN + 10,
    started_at: BEGUN + 10,
    completed_at: BEGUN + 13,
  };
  const lists = new Map([
    [RUN, seriesOf(steps())],
    [LARGE, seriesOf([largeCall()])],
  ]);
  return {
    threads: seriesOf([{ id: THREAD, object: 'thread', created_at: BEGUN, metadata: {} }]),
    messages: () => seriesOf([]),
    runs: () => seriesOf([run, large]),
    steps: (_thread, id) => lists.get(id) ?? null,
    assistants: new Map(),
    files: new Map([pictureFile('file-wide', 3000, 900), pictureFile('file-small', 120, 80)]),
  };
}
