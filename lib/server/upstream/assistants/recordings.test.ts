import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../../domain/json.ts';
import { checkMapping, type FixtureKind } from '../dialect-conformance.ts';
import { conformanceSubject, mapping } from './fixtures/subject.ts';

const KINDS = new Map<Json | undefined, FixtureKind>([
  ['thread', 'thread'],
  ['thread.run', 'run'],
  ['thread.run.step', 'step'],
  ['thread.message', 'message'],
]);

/** What a mapped object may leave in `extra`: nothing that hosts are known to send. */
const KNOWN: Record<FixtureKind, string> = {
  run:
    'id object created_at assistant_id thread_id status started_at expires_at cancelled_at failed_at completed_at required_action ' +
    'last_error model instructions tools tool_resources metadata temperature top_p max_completion_tokens max_prompt_tokens ' +
    'truncation_strategy incomplete_details usage response_format tool_choice parallel_tool_calls reasoning_effort file_ids',
  step:
    'id object created_at run_id assistant_id thread_id type status cancelled_at completed_at expires_at failed_at last_error ' +
    'step_details usage',
  message:
    'id object created_at assistant_id thread_id run_id role content attachments metadata status incomplete_details incomplete_at ' +
    'completed_at file_ids',
  thread: 'id object created_at metadata tool_resources',
};

interface Recorded {
  file: string;
  kind: FixtureKind;
  wire: JsonObject;
}

/** Objects of the protocol in a recorded body: JSON, the text of an event stream, or a list of its payloads. */
function objectsIn(file: string, body: Json): Recorded[] {
  if (typeof body === 'string') {
    const payloads = body.split(/\r?\n/).flatMap((line) => (line.startsWith('data: {') ? [line.slice(6)] : []));
    return payloads.flatMap((payload) => objectsIn(file, JSON.parse(payload) as Json));
  }
  if (Array.isArray(body)) return body.flatMap((inner) => objectsIn(file, inner));
  if (!isJsonObject(body)) return [];
  const kind = KINDS.get(body.object);
  return kind ? [{ file, kind, wire: body }] : objectsIn(file, Object.values(body));
}

function readRecordings(folder: string): Recorded[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return files.flatMap((file) => {
    const { exchanges } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
      exchanges: { response: JsonObject }[];
    };
    return exchanges.flatMap(({ response }) => objectsIn(file, response.body ?? null));
  });
}

const folder = process.env.RUNLENS_RECORDINGS;
const recorded = folder ? readRecordings(folder) : [];
const ofKind = (kind: FixtureKind) => recorded.filter((one) => one.kind === kind);
const mapped = ({ kind, wire }: Recorded) => mapping[kind](wire);

process.stdout.write(
  folder
    ? `recordings: ${[...KINDS.values()].map((kind) => `${ofKind(kind).length} of kind ${kind}`).join(', ')}\n`
    : 'recordings: skipped, because RUNLENS_RECORDINGS names no folder of recorded exchanges\n',
);

describe.skipIf(!folder)('recorded exchanges', () => {
  test.each([...KINDS.values()])('every %s is mapped whole, pure and to contract', (kind) => {
    const problems = ofKind(kind).flatMap(({ file, wire }) => {
      try {
        checkMapping(conformanceSubject, { kind }, wire);
        return [];
      } catch (error) {
        return [`${file}: ${String(error)}`];
      }
    });
    expect(problems).toEqual([]);
    expect(ofKind(kind).length).toBeGreaterThan(0);
  });

  test.each([...KINDS.values()])('no known field of a %s is left over', (kind) => {
    const known = new Set(KNOWN[kind].split(' '));
    const left = ofKind(kind).flatMap((one) => {
      const names = Object.keys(mapped(one).extra).filter((name) => known.has(name));
      return names.map((name) => `${one.file} ${JSON.stringify(one.wire.id)} ${name}`);
    });
    expect(left).toEqual([]);
  });

  test('every tool call has its kind', () => {
    const calls = ofKind('step').flatMap(({ wire }) => mapping.step(wire).calls);
    expect(new Set(calls.map(({ type, kind }) => `${type} as ${kind}`))).toEqual(
      new Set([
        'bing_grounding as other',
        'code_interpreter as code_interpreter',
        'connected_agent as other',
        'file_search as file_search',
        'function as function',
      ]),
    );
  });
});
