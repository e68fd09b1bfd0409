import 'server-only';
import type { PassThroughTable } from '../pass-through-table.ts';

const READ = ['GET'];
const MAKE = ['POST'];
const LIST = ['GET', 'POST'];
const OBJECT = ['GET', 'POST', 'DELETE'];
const FILE = ['GET', 'DELETE'];

/**
 * Everything that clients of the protocol call (checked against the vendor's client 7.55.0): assistants, threads, messages,
 * runs, their steps, files, and the vector stores that file search needs. Words stand before ids, so that
 * `threads/runs` is no thread.
 */
export const PASS_THROUGH: PassThroughTable = {
  assistants: LIST,
  'assistants/{}': OBJECT,
  threads: LIST,
  'threads/runs': MAKE,
  'threads/{}': OBJECT,
  'threads/{}/messages': LIST,
  'threads/{}/messages/{}': OBJECT,
  'threads/{}/runs': LIST,
  'threads/{}/runs/{}': LIST,
  'threads/{}/runs/{}/cancel': MAKE,
  'threads/{}/runs/{}/submit_tool_outputs': MAKE,
  'threads/{}/runs/{}/steps': READ,
  'threads/{}/runs/{}/steps/{}': READ,
  files: LIST,
  'files/{}': FILE,
  'files/{}/content': READ,
  vector_stores: LIST,
  'vector_stores/{}': OBJECT,
  'vector_stores/{}/search': MAKE,
  'vector_stores/{}/files': LIST,
  'vector_stores/{}/files/{}': OBJECT,
  'vector_stores/{}/files/{}/content': READ,
  'vector_stores/{}/file_batches': MAKE,
  'vector_stores/{}/file_batches/{}': READ,
  'vector_stores/{}/file_batches/{}/cancel': MAKE,
  'vector_stores/{}/file_batches/{}/files': READ,
};
