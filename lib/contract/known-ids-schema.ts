import * as z from 'zod/mini';
import { KNOWN_WAYS, type KnownId } from '../domain/known-id.ts';
import { instant, milliseconds, numberOrNull, page, text, textOrNull } from './primitives-schema.ts';

const knownId: z.ZodMiniType<KnownId> = z.object({
  kind: z.enum(['run', 'thread']),
  source: text,
  id: text,
  key: textOrNull,
  threadId: textOrNull,
  way: z.enum(KNOWN_WAYS),
  firstSeen: milliseconds,
  lastSeen: milliseconds,
  goneAt: instant,
  runs: numberOrNull,
});

/** `GET /api/sources/{source}/ids` */
export const knownIdPageSchema = page(knownId);
