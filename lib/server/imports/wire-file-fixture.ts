import 'server-only';

/** Objects of the API as files hold them, each of the thread `thread_1` and the run `run_1`. */
export const run = (id = 'run_1', status = 'completed', more: object = {}) => ({
  id,
  object: 'thread.run',
  created_at: 1_700_000_000,
  thread_id: 'thread_1',
  status,
  ...more,
});
export const step = (id = 'step_1', more: object = {}) => ({
  id,
  object: 'thread.run.step',
  created_at: 1_700_000_001,
  run_id: 'run_1',
  thread_id: 'thread_1',
  type: 'message_creation',
  status: 'completed',
  step_details: { type: 'message_creation', message_creation: { message_id: 'msg_1' } },
  ...more,
});
export const message = {
  id: 'msg_1',
  object: 'thread.message',
  created_at: 1_700_000_002,
  thread_id: 'thread_1',
  run_id: 'run_1',
  role: 'assistant',
  content: [],
};
export const thread = { id: 'thread_1', object: 'thread', created_at: 1_699_999_999, metadata: {} };
export const assistant = { id: 'asst_1', object: 'assistant', created_at: 1, name: 'A', model: 'm' };
export const file = { id: 'file-1', object: 'file', created_at: 1, filename: 'a.csv', bytes: 3, purpose: 'assistants' };
export const list = (...data: object[]) => ({ object: 'list', data, first_id: null, last_id: null, has_more: false });
export const json = JSON.stringify;
/** What `idsOf` gives for a run, its step and message, and their thread. */
export const FOUR = ['message msg_1', 'run run_1', 'step step_1', 'thread thread_1'];
/** A capture of an event stream. */
export const sse = (...events: [string, object | string][]) =>
  events.map(([name, data]) => `event: ${name}\ndata: ${typeof data === 'string' ? data : json(data)}\n\n`).join('');
