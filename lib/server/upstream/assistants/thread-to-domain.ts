import 'server-only';
import type { Json } from '../../../domain/json.ts';
import type { Thread } from '../../../domain/thread.ts';
import { hideHeaders, hideHeadersIn } from './hide-headers.ts';
import { WireObject } from './wire.ts';

/** Maps a `thread`. Total and pure. `fallbackId` stands in where the source sent no usable id. */
export function threadToDomain(wire: Json, source: string, fallbackId: string): Thread {
  const thread = new WireObject(wire);
  return {
    source,
    id: thread.id('id') ?? fallbackId,
    object: thread.text('object'),
    createdAt: thread.time('created_at'),
    metadata: thread.object('metadata'),
    toolResources: hideHeaders(thread.json('tool_resources')),
    extra: hideHeadersIn(thread.rest()),
  };
}
