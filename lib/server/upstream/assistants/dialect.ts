import 'server-only';
import type { Dialect } from '../dialect.ts';
import { archivedUpstream } from './archived.ts';
import { getObject } from './client.ts';
import { fileReader } from './file-reader.ts';
import { PASS_THROUGH } from './pass-through.ts';
import { recognise } from './recognise.ts';
import { checkId, parseRunKey, runKey } from './run-key.ts';
import { runReader } from './run-reader.ts';
import { runWriter } from './run-writer.ts';
import { stateRank } from './state-rank.ts';
import { stepReader } from './step-reader.ts';
import { AssistantsStream } from './stream.ts';
import { StreamObjects } from './stream-objects.ts';
import { textRoles } from './text-roles.ts';
import { threadReader } from './thread-reader.ts';
import { wireObjects, wireObjectsOf } from './wire-objects.ts';

/**
 * The Assistants protocol, version 2: spoken by Azure AI Foundry's classic agents and by compatible servers (the vendor
 * switched its own copy off on 2026-08-26). Objects of version 1 are read as well. The key of a run is
 * `{thread}.{run}`, because a run is found below its thread only.
 *
 * Cursors are object ids, sent as `after`; a cursor with a tilde in front is sent as `before`.
 */
export const assistantsDialect: Dialect = {
  name: 'assistants',
  headers: { 'OpenAI-Beta': 'assistants=v2' },
  passThrough: PASS_THROUGH,
  operate: runWriter,
  recognise,
  wireObjects,
  wireObjectsOf,
  archived: archivedUpstream,
  collectStream: () => new StreamObjects(),
  readStream: (source) => new AssistantsStream(source),
  stateRank,
  textRoles,
  connect(source, upstream) {
    const { rawRun, rawMessage, ...runs } = runReader(source, upstream);
    const { rawStep, ...steps } = stepReader(upstream);
    return {
      source,
      runKey,
      parseKey: parseRunKey,
      ...threadReader(source, upstream),
      ...runs,
      ...steps,
      ...fileReader(upstream),
      async getRaw(key, target, signal) {
        if ('step' in target) return rawStep(key, target.step, signal);
        return 'message' in target ? rawMessage(key, target.message, signal) : rawRun(key, signal);
      },
      async getRawOf(kind, id, signal) {
        const path = [`${kind}s`, checkId(id, kind)];
        return (await getObject(upstream, { capability: kind, path, object: id, what: kind, signal })).text;
      },
    };
  },
};
