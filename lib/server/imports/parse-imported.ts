import 'server-only';
import { type ParsedJson, parseJson } from '../upstream/safe-json.ts';
import { parseDeepJson } from '../upstream/without-too-deep.ts';
import { findJsonProblem } from './json-problem.ts';

/** Parses JSON of a file. What nests too deeply in it must be JSON too, as its text is kept, and is left out of the value. */
export function parseImported(text: string): ParsedJson {
  const parsed = parseJson(text);
  if (parsed.problem !== 'too_deep') return parsed;
  return findJsonProblem(text) < text.length ? { value: null, problem: 'invalid' } : parseDeepJson(text);
}
