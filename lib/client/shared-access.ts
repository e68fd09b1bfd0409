import { sharePaths } from '../contract/share-paths.ts';
import type { TraceAccess } from './trace-access.ts';

/** The addresses of one frozen copy: those of a link, or of what a link would show. */
type SnapshotPaths = ReturnType<typeof sharePaths.shared>;

/** What a recipient reads by a link; `grant` came with its page. */
export function recipientAccess(token: string, grant: string | null): TraceAccess {
  return snapshotAccess(`shared/${token}`, sharePaths.shared(token, grant));
}

/** What the recipient of a link would read, for who is about to make it. */
export function previewAccess(preview: string): TraceAccess {
  return snapshotAccess(`preview/${preview}`, sharePaths.previewed(preview));
}

/** A frozen copy of one run: nothing else of its source, nothing that changes it or takes it away. */
function snapshotAccess(cacheKey: string, paths: SnapshotPaths): TraceAccess {
  const query = (entries: Record<string, string | null>) => {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(entries)) if (value !== null) params.set(name, value);
    return params.toString();
  };
  return {
    cacheKey,
    live: null,
    tracePath: (cursor, limit) => paths.trace(query({ cursor, limit: String(limit) })),
    refreshPath: null,
    stepsPath: (cursor) => paths.steps(query({ cursor })),
    stepPath: (step, texts) => paths.step(step, texts === 'cut' ? 'texts=cut' : ''),
    textPath: (step, text) => paths.stepText(step, text),
    messagesPath: (cursor) => paths.messages(query({ cursor, limit: '100' })),
    rawPath: (target) => paths.raw(target.of === 'run' ? '' : query({ [target.of]: target.id })),
    fileUrl: (file) => paths.file(file),
    exportPath: null,
    threadMessagesPath: (_thread, cursor) =>
      paths.messages(query({ of: 'thread', order: 'desc', limit: '100', cursor })),
    threadRunsPath: null,
    threadHref: null,
    runHref: null,
    listHref: null,
    shared: true,
  };
}
