import { KNOWN_WAYS, WAY_WORDS } from '#lib/domain/known-id.ts';
import type { Capability, CapabilityState, KnownBy, SourceSettings, WalkState } from '#lib/domain/source.ts';
import { formatCount, formatCountOf } from '../ui/format.ts';

export const CAPABILITY_WORDS: Record<Capability, string> = {
  list_threads: 'List threads',
  thread: 'Read a thread',
  messages: 'List messages',
  message: 'Read a message',
  list_runs: 'List runs',
  run: 'Read a run',
  steps: 'List steps',
  step: 'Read a step',
  assistant: 'Read an assistant',
  file: 'Describe a file',
  file_content: 'Read a file',
  create_run: 'Start a run',
  update_run: 'Change metadata',
  cancel_run: 'Cancel a run',
  submit_outputs: 'Take tool outputs',
};

/** What is known of a capability, in words. */
export function stateWords({ state, status }: CapabilityState): string {
  if (state === 'available') return 'works';
  if (state === 'unknown') return 'not tried yet';
  return status === null ? 'missing' : `missing, it answered ${status}`;
}

const AUTH: Record<SourceSettings['auth'], string> = {
  bearer: 'Key, as a bearer token',
  header: 'Key, in a header',
  azure: 'Token of Microsoft Entra ID',
  passthrough: 'Each caller’s own key, through the pass-through only',
  none: 'Nothing: the source asks for no key',
};

/** How the source is told who asks. */
export function authWords({ auth, authDetail }: SourceSettings): string {
  return authDetail === null ? AUTH[auth] : `${AUTH[auth]}: ${authDetail}`;
}

/** What is being read of the source by itself. */
export function walkWords({ state, threads, runs, message }: WalkState): string {
  const read = `${formatCountOf(threads, 'thread')}, ${formatCountOf(runs, 'run')}`;
  switch (state) {
    case 'idle':
      return 'not begun';
    case 'walking':
      return `going on: ${read} so far`;
    case 'done':
      return read;
    case 'stopped':
      return `stopped after ${read}`;
    case 'cannot_list':
      return 'it cannot list its threads, so runs come by ID, import or the pass-through';
    default:
      return message ?? read;
  }
}

/** Runs in the archive by how they came. */
export function knownWords(total: number, by: KnownBy | null): string {
  const ways = by ? KNOWN_WAYS.map((way) => [by[way], WAY_WORDS[way]]) : [];
  const said = ways.filter(([count]) => count !== 0).map(([count, words]) => `${formatCount(Number(count))} ${words}`);
  if (said.length === 1) return said[0] ?? '';
  return said.length === 0 ? formatCount(total) : `${formatCount(total)}: ${said.join(', ')}`;
}
