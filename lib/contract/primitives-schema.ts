import * as z from 'zod/mini';
import type { Digits, Json, JsonObject } from '../domain/json.ts';
import { isJsonObject, numberOf } from '../domain/json.ts';
import type { LongText } from '../domain/long-text.ts';
import type { Page } from '../domain/page.ts';
import type { Milliseconds } from '../domain/time.ts';

export const milliseconds = z.custom<Milliseconds>((value) => typeof value === 'number' && Number.isFinite(value));
export const instant = z.nullable(milliseconds);
export const text = z.string();
export const textOrNull = z.nullable(z.string());
export const numberOrNull = z.nullable(z.number());
export const digitsOrNull = z.custom<Digits | null>((value) => value === null || numberOf(value) !== null);
export const json = z.custom<Json>((value) => value !== undefined);
export const jsonObject = z.custom<JsonObject>(isJsonObject);

export const longText: z.ZodMiniType<LongText> = z.object({
  text: z.string(),
  truncated: z.optional(z.literal(true)),
  bytes: z.optional(z.number()),
});

/** `{"items":[…],"nextCursor":"…"|null,"total":n|null}`, the envelope of every list. */
export function page<T>(item: z.ZodMiniType<T>): z.ZodMiniType<Page<T>> {
  return z.object({ items: z.array(item), nextCursor: textOrNull, total: numberOrNull });
}
