import 'server-only';
import * as z from 'zod';
import { ID_PATTERN } from '../domain/ids.ts';
import { checkBaseUrl } from './base-url.ts';
import type { ConfigurationProblem } from './configuration-error.ts';
import {
  authSchema,
  isHeaderValue,
  type Lookup,
  looksSecret,
  needed,
  readAuth,
  type SourceAuth,
} from './source-auth.ts';
import { headerNameProblem } from './source-headers.ts';

/** A source as the configuration describes it, checked and with its secrets read. */
export interface SourceConfig {
  id: string;
  name: string;
  dialect: string;
  /** With its path prefix, without a trailing slash. */
  baseUrl: string;
  /** Query parameters of every call. */
  query: Readonly<Record<string, string>>;
  /** Headers of every call; null switches off a header of the dialect. */
  headers: Readonly<Record<string, string | null>>;
  auth: SourceAuth;
}

/** What the reading of a list needs to know. */
interface SourceListContext {
  /** The variable to name in problems. */
  variable: string;
  dialects: readonly string[];
  lookup: Lookup;
  problems: ConfigurationProblem[];
}

const KEYS = 'id, name, dialect, baseUrl, query, headers, auth, allowHttp';

function text(what: string, pattern: RegExp) {
  return z.string(needed(what)).regex(pattern, what);
}

function sourceSchema(dialects: readonly string[]) {
  return z.strictObject(
    {
      id: text('must be 1 to 128 letters, digits, "_" or "-"', ID_PATTERN),
      name: z.optional(text('must be a text of 1 to 80 characters', /^[^\p{Cc}]{1,80}$/u)),
      dialect: z.enum(dialects, `must be a known dialect: ${dialects.join(', ')}`),
      baseUrl: text('must be an absolute URL that begins with https://', /./),
      query: z.optional(z.record(z.string(), z.string('must be a text'), 'must be an object of texts')),
      headers: z.optional(
        z.record(z.string(), z.nullable(z.string('must be a text or null')), 'must be an object of texts or null'),
      ),
      auth: authSchema,
      allowHttp: z.optional(z.boolean('must be true or false')),
    },
    'must be an object',
  );
}

/** Reads a JSON list of sources. What cannot be used is added to `problems` and left out of the result. */
export function readSourceList(json: string, context: SourceListContext): SourceConfig[] {
  const report = (problem: string) => context.problems.push({ variable: context.variable, problem });
  let list: unknown;
  try {
    list = JSON.parse(json);
  } catch (error) {
    // The engine's message repeats a piece of the text, which may be a key; only the position is safe.
    const at = error instanceof Error ? /\(line \d+ column \d+\)/.exec(error.message)?.[0] : undefined;
    report(`is not valid JSON${at ? ` ${at}` : ''}; it must be a JSON list of sources`);
    return [];
  }
  if (!Array.isArray(list)) {
    report('must be a JSON list of sources, in square brackets');
    return [];
  }
  const schema = sourceSchema(context.dialects);
  const seen = new Set<string>();
  return list.flatMap((item: unknown, index) => {
    const parsed = schema.safeParse(item);
    const place = placeOf(item, index);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) report(`${place}: ${sentence(issue)}`);
      return [];
    }
    const { id } = parsed.data;
    if (seen.has(id)) report(`${place}: id is used twice; every source needs its own`);
    seen.add(id);
    const source = readSource(parsed.data, context, (problem) => report(`${place}: ${problem}`));
    return source ? [source] : [];
  });
}

function readSource(
  raw: z.infer<ReturnType<typeof sourceSchema>>,
  context: SourceListContext,
  report: (problem: string) => void,
): SourceConfig | null {
  const base = checkBaseUrl(raw.baseUrl, raw.allowHttp === true, 'add "allowHttp":true to the source');
  if (base.problem !== null) report(`baseUrl ${base.problem}`);
  const headers = raw.headers ?? {};
  for (const [name, value] of Object.entries(headers)) {
    const problem = headerNameProblem(name, false) ?? headerValueProblem(value);
    if (problem) report(`headers: ${looksSecret(name) ? 'a name' : JSON.stringify(name.slice(0, 60))} ${problem}`);
  }
  const auth = readAuth(raw.auth, context.lookup, report, context.problems);
  if (base.url === null || !auth) return null;
  const { id, dialect, query } = raw;
  return { id, name: raw.name ?? id, dialect, baseUrl: base.url, query: query ?? {}, headers, auth };
}

function headerValueProblem(value: string | null): string | null {
  if (value === null) return null;
  if (!isHeaderValue(value)) return 'holds line breaks or other characters that no header can carry';
  return looksSecret(value) ? 'seems to hold a key; keys belong into a variable that "auth" names' : null;
}

function placeOf(item: unknown, index: number): string {
  const id = typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;
  const plain = typeof id === 'string' && ID_PATTERN.test(id) && !looksSecret(id);
  return plain ? `source "${id}"` : `source ${index + 1} of the list`;
}

function sentence(issue: z.core.$ZodIssue): string {
  const where = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) =>
      looksSecret(key) ? 'one that looks like a key' : JSON.stringify(key.slice(0, 60)),
    );
    return `${where || 'it'} has the unknown key ${keys.join(', ')}${where ? '' : `; known are ${KEYS}`}`;
  }
  return `${where ? `${where} ` : ''}${issue.message}`;
}
