import type { Json, JsonObject } from './json.ts';
import type { Milliseconds } from './time.ts';

/** A conversation that runs belong to. */
export interface Thread {
  source: string;
  id: string;
  object: string | null;
  createdAt: Milliseconds | null;
  metadata: JsonObject | null;
  toolResources: Json;
  extra: JsonObject;
}
