import 'server-only';
import type { SourceWriter } from '../dialect.ts';
import type { UpstreamWriter } from '../upstream-write.ts';
import { parseRunKey } from './run-key.ts';
import { runPath } from './run-reader.ts';
import { threadPath } from './thread-reader.ts';

/** Changes runs; every body is sent as it is, with `stream` where what follows can be watched as it happens. */
export function runWriter(writer: UpstreamWriter): SourceWriter {
  const ofRun = (key: string) => {
    const ids = parseRunKey(key);
    const path = runPath(ids);
    return { path, object: ids.runId, parent: path };
  };
  return {
    async createRun(threadId, body, include, signal) {
      const path = threadPath(threadId);
      return writer.send({
        capability: 'create_run',
        path: [...path, 'runs'],
        query: include.map((one) => ['include[]', one] as const),
        body: { ...body, stream: true },
        object: threadId,
        parent: path,
        signal,
      });
    },
    async updateRun(key, metadata, signal) {
      const { path, object } = ofRun(key);
      return writer.send({ capability: 'update_run', path, body: { metadata: { ...metadata } }, object, signal });
    },
    async cancelRun(key, signal) {
      const { path, ...of } = ofRun(key);
      return writer.send({ capability: 'cancel_run', path: [...path, 'cancel'], body: {}, ...of, signal });
    },
    async answerCalls(key, body, signal) {
      const { path, ...of } = ofRun(key);
      return writer.send({
        capability: 'submit_outputs',
        path: [...path, 'submit_tool_outputs'],
        body: { ...body, stream: true },
        ...of,
        signal,
      });
    },
  };
}
