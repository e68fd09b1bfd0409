import 'server-only';
import type { BundlePiece } from './bundle.ts';

/**
 * One object of the source a line: `{"source","kind","id","threadId","runId","createdAt","object"}`, where `object` is its
 * JSON as received. Line breaks in it can only stand between its parts, where a blank says the same. What could not be had
 * is a line of kind `missing`, whose `object` tells what and why. Files are left out, their records are not.
 */
export async function* formatJsonl(pieces: AsyncIterable<BundlePiece>): AsyncGenerator<string> {
  for await (const piece of pieces) {
    if ('object' in piece) {
      const { source, kind, id, threadId, runId, createdAt, text } = piece.object;
      const head = JSON.stringify({ source, kind, id, threadId, runId, createdAt });
      yield `${head.slice(0, -1)},"object":${text.trim().replace(/[\r\n]+/g, ' ')}}\n`;
    }
    if ('missing' in piece) {
      const { source, id, ...object } = piece.missing;
      const head = { source, kind: 'missing', id, threadId: null, runId: null, createdAt: null };
      yield `${JSON.stringify({ ...head, object })}\n`;
    }
  }
}
