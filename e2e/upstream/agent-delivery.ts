import type { WireObject } from './series.ts';

/** Events after which a stream breaks off or falls silent. */
const BEFORE = 7;
const encoder = new TextEncoder();
const text = (event: string, data: unknown) =>
  encoder.encode(`event: ${event}\ndata: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);

/** What no stream should bring: broken JSON, unknown words, objects of others, indexes out of bounds, names of JavaScript. */
function hostile(about: WireObject): [event: string, data: unknown][] {
  const call = (index: unknown) => ({ index, type: 'function', function: { arguments: 'HOSTILE' } });
  const delta = (id: unknown, ...tool_calls: unknown[]) => ({
    id,
    object: 'thread.run.step.delta',
    delta: { step_details: { type: 'tool_calls', tool_calls } },
  });
  return [
    ['thread.run.surprise', { id: about.id, object: 'thread.run.surprise' }],
    ['thread.run.step.delta', '{"id":"step_1","object":'],
    ['thread.run.step.delta', delta(about.id, call(-1), call(2 ** 53), call(65_536), call(4_000), call('__proto__'))],
    ['thread.run.step.delta', delta('../../etc', call(0))],
    ['thread.run.step.delta', { id: 'constructor', object: 'thread.run.step.delta', delta: 'none' }],
    ['thread.run.completed', { id: '__proto__', object: 'thread.run', thread_id: '__proto__', status: 'completed' }],
    ['', 'null'],
    ['thread.message.delta', { id: about.id, object: 'thread.message.delta', delta: { content: [{ index: 9e9 }] } }],
    ['error', { error: { message: '<script>alert(1)</script>', type: 'server_error' } }],
    ['thread.run.step.created', `{"nested":${'['.repeat(500)}${']'.repeat(500)}}`],
  ];
}

/**
 * Sends the events of a run's stream in the way that its metadata asks for by `delivery`: `cut` breaks off in the middle of
 * an event, `stall` falls silent, `twice` repeats every whole object, `hostile` mixes in what no stream should bring. Gives
 * false where nothing more is to be sent.
 */
export function deliver(
  way: string | undefined,
  controller: ReadableStreamDefaultController<Uint8Array>,
): (event: string, data: WireObject) => boolean {
  let count = 0;
  return (event, data) => {
    count++;
    if (way === 'cut' && count > BEFORE) {
      controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data).slice(0, 20)}`));
      setTimeout(() => controller.error(new Error('cut')), 50);
      return false;
    }
    if (way === 'stall' && count > BEFORE) return false;
    controller.enqueue(text(event, data));
    if (way === 'twice' && !event.endsWith('.delta')) controller.enqueue(text(event, data));
    if (way === 'hostile') for (const [name, junk] of hostile(data)) controller.enqueue(text(name, junk));
    return true;
  };
}
