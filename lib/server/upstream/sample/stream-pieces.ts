import 'server-only';
import { isJsonObject, type JsonObject } from '../../../domain/json.ts';
import type { CallPlan, MessagePlan } from './plan.ts';

/** What a model writes at once: a word, or a part of a long one. */
const WORD = /\s*\S{1,12}|\s+/gu;
const LINE = /[^\n]*\n|[^\n]+/gu;

/** The content of a message in the pieces in which it is written: each is an element of a delta's `content`. */
export function messagePieces({ parts }: MessagePlan): JsonObject[] {
  return parts.flatMap((part, index): JsonObject[] => {
    if (part.type !== 'text') return [{ index, ...part }];
    const { annotations } = part.text;
    let end = 0;
    return (part.text.value.match(WORD) ?? []).map((value) => {
      const from = end;
      end += value.length;
      const marks = annotations.flatMap((mark, place) =>
        mark.end_index > from && mark.end_index <= end ? [{ index: place, ...mark }] : [],
      );
      return { index, type: 'text', text: { value, ...(marks.length > 0 && { annotations: marks }) } };
    });
  });
}

/** A call as it is written: its kind first, then its code or its arguments piece by piece. */
export function callPieces({ id, type, begun }: CallPlan, index: number): JsonObject[] {
  const field = type === 'code_interpreter' ? 'input' : type === 'function' ? 'arguments' : null;
  const payload = begun[type];
  const text = field !== null && isJsonObject(payload) ? payload[field] : null;
  if (field === null || !isJsonObject(payload) || typeof text !== 'string') return [{ index, id, type, ...begun }];
  const first = { index, id, type, [type]: { ...payload, [field]: '' } };
  return [first, ...(text.match(WORD) ?? []).map((piece) => ({ index, type, [type]: { [field]: piece } }))];
}

/** What code printed, line by line, and what it drew. Other tools tell what they found when they have ended. */
export function outputPieces({ type, done }: CallPlan, index: number): JsonObject[] {
  const payload = done[type];
  if (type !== 'code_interpreter' || !isJsonObject(payload) || !Array.isArray(payload.outputs)) return [];
  return payload.outputs.flatMap((output, place) => {
    if (!isJsonObject(output)) return [];
    const logs = output.logs;
    const pieces = typeof logs === 'string' ? (logs.match(LINE) ?? []).map((line) => ({ logs: line })) : [output];
    return pieces.map((piece) => ({
      index,
      type,
      [type]: { outputs: [{ index: place, type: output.type ?? null, ...piece }] },
    }));
  });
}
