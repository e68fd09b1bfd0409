import 'server-only';
import type { Assistant } from '../../../domain/assistant.ts';
import type { Json } from '../../../domain/json.ts';
import { WireObject } from './wire.ts';

/** Maps an `assistant` (an agent on Azure, under the same name). Total and pure. */
export function assistantToDomain(wire: Json, assistantId: string): Assistant {
  const assistant = new WireObject(wire);
  return {
    id: assistant.id('id') ?? assistantId,
    name: assistant.text('name'),
    model: assistant.text('model'),
  };
}
