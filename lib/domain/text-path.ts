import type { LongText } from './long-text.ts';
import type { Step } from './step.ts';

const PLACE = '(?:0|[1-9][0-9]{0,4})';
const NAME = '[a-z][A-Za-z]{0,23}';
const TEXT_PATH = new RegExp(`^(?:detail|calls\\.${PLACE}\\.${NAME}(?:\\.(?:${NAME}|${PLACE})){0,4})$`);

/**
 * Whether this could name a text of a step: names and places (from 0) joined by dots as they stand in the domain's step, as
 * in `calls.0.outputs.1.logs`, `calls.0.arguments` or `detail`.
 */
export function isTextPath(path: string): boolean {
  return TEXT_PATH.test(path);
}

/** The text that a path names; null when the step has none there. */
export function textAt(step: Step, path: string): LongText | null {
  if (!isTextPath(path)) return null;
  let value: unknown = step;
  for (const name of path.split('.')) {
    const wanted = Array.isArray(value) === /^\d/.test(name);
    if (!wanted || typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
    value = (value as Record<string, unknown>)[name];
  }
  return isLongText(value) ? value : null;
}

function isLongText(value: unknown): value is LongText {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';
}
