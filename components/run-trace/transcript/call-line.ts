import { readExactJson } from '#lib/domain/exact-json.ts';
import { textHead } from '#lib/domain/text-head.ts';
import { isJsonObject, type Json, numberText } from '#lib/domain/json.ts';
import type { LongText } from '#lib/domain/long-text.ts';
import type { Step } from '#lib/domain/step.ts';
import { stepTitle } from '#lib/domain/step-title.ts';
import type { ToolCall } from '#lib/domain/tool-call.ts';

/** Longer arguments are not read for a line (UTF-16 units). */
const READ_LIMIT = 20_000;
const LINE_LIMIT = 160;

/** What a call is about, in a few words on one line: its first line of code, what it searched for, its arguments. */
export function callLine(step: Step, call: ToolCall): string {
  if (call.kind === 'function') return argumentLine(call.arguments);
  if (call.kind === 'file_search') return oneLine(call.queries.join(', '));
  const { subject } = stepTitle({ ...step, kind: 'tools', calls: [call] });
  return call.kind === 'other' && subject === call.name ? '' : subject;
}

/** Arguments as a person would say them: `as_of 2026-07-01, 4 segments`. What cannot be read stands as it came. */
export function argumentLine(text: LongText | null): string {
  if (text === null) return '';
  const value = text.truncated || text.text.length > READ_LIMIT ? undefined : readJson(text.text);
  if (!isJsonObject(value)) return oneLine(text.text);
  return oneLine(
    Object.entries(value)
      .slice(0, 12)
      .map(([name, entry]) => entryWords(name, entry))
      .join(', '),
  );
}

function entryWords(name: string, value: Json): string {
  if (Array.isArray(value))
    return value.length === 1 ? `${name} ${scalarWords(value[0])}`.trim() : `${value.length} ${name}`;
  return `${name} ${scalarWords(value)}`.trim();
}

function scalarWords(value: Json | undefined): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return '[…]';
  return isJsonObject(value) ? '{…}' : (numberText(value) ?? String(value));
}

function readJson(text: string): Json | undefined {
  try {
    return readExactJson(text);
  } catch {
    return undefined;
  }
}

function oneLine(text: string): string {
  const line = textHead(text, LINE_LIMIT * 2)
    .replace(/\s+/g, ' ')
    .trim()
    .toWellFormed();
  return line.length > LINE_LIMIT ? `${textHead(line, LINE_LIMIT - 1)}…` : line;
}
