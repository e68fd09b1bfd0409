import 'server-only';
import * as z from 'zod';
import { checkBaseUrl } from './base-url.ts';
import type { ConfigurationProblem } from './configuration-error.ts';
import { headerNameProblem } from './source-headers.ts';
import { Secret } from './secret.ts';

/** How a source is told who asks, with the secrets read from the environment. */
export type SourceAuth =
  | { type: 'bearer'; secret: Secret }
  | { type: 'header'; name: string; secret: Secret }
  | { type: 'azure'; scope: string; authority: string; tenant: string; client: string; secret: Secret }
  | { type: 'passthrough' }
  | { type: 'none' };

/** Message of a value that is absent or not `what` says. */
export function needed(what: string): { error: (issue: { input?: unknown }) => string } {
  return { error: (issue) => (issue.input === undefined ? `is missing; it ${what}` : what) };
}

const variable = z.string(needed('must be the name of the environment variable that holds the key'));

/** `auth` as it stands in the configuration: names of variables, never a secret. */
export const authSchema = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('bearer'), env: variable }),
    z.strictObject({
      type: z.literal('header'),
      name: z.string(needed('must be the name of a header')),
      env: variable,
    }),
    z.strictObject({
      type: z.literal('azure'),
      scope: z
        .string(needed('must be a scope such as https://ai.azure.com/.default'))
        .regex(/^[\x21-\x7e]{1,300}$/, 'must be a scope such as https://ai.azure.com/.default'),
    }),
    z.strictObject({ type: z.literal('passthrough') }),
    z.strictObject({ type: z.literal('none') }),
  ],
  {
    error: (issue) =>
      issue.code === 'invalid_union'
        ? 'must be bearer, header, azure, passthrough or none'
        : needed('must be an object with a "type": bearer, header, azure, passthrough or none').error(issue),
  },
);

/** Gives the value of an environment variable; undefined where it is not set. */
export type Lookup = (name: string) => string | undefined;
type Report = (problem: string) => void;

/** Reads the secrets that `auth` names. Says what is wrong and gives null when one cannot be used. */
export function readAuth(
  auth: z.infer<typeof authSchema>,
  lookup: Lookup,
  report: Report,
  problems: ConfigurationProblem[],
): SourceAuth | null {
  if (auth.type === 'passthrough' || auth.type === 'none') return { type: auth.type };
  if (auth.type === 'azure') return readAzure(auth.scope, lookup, problems);
  if (auth.type === 'header') {
    const problem = headerNameProblem(auth.name, true);
    if (problem) report(`auth.name ${problem}`);
    const secret = readKey(auth.env, lookup, report);
    return problem || !secret ? null : { type: 'header', name: auth.name, secret };
  }
  const secret = readKey(auth.env, lookup, report);
  return secret && { type: 'bearer', secret };
}

const INSTEAD = 'Put the key into a variable of its own and write that variable\'s name, as in "env":"PROD_KEY"';

function readKey(env: string, lookup: Lookup, report: Report): Secret | null {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(env) || looksSecret(env)) {
    report(
      `auth.env must be the name of an environment variable, but a key itself seems to stand there (it is not repeated here). ${INSTEAD}`,
    );
    return null;
  }
  const value = lookup(env);
  if (!value) {
    // Upper-case words with an underscore are how variables are called, and no key looks so; nothing else is repeated.
    const named = /^[A-Z]+(?:_[A-Z0-9]+)+$/.test(env) && env.length <= 40 ? env : null;
    report(
      named === null
        ? `auth.env names a variable that is not set or is empty. Set it; or, if the key itself stands there: ${INSTEAD}`
        : `auth.env names the variable ${named}, which is not set or is empty. Set it, for example ${named}=the-key`,
    );
    return null;
  }
  if (!isHeaderValue(value)) {
    report('auth.env names a variable whose value holds line breaks or other characters that no header can carry');
    return null;
  }
  return new Secret(value);
}

/** Whether a word is shaped like a key rather than like a name. */
export function looksSecret(text: string): boolean {
  return /^(?:sk|key|pk|rk)-|^bearer\s|^eyJ/i.test(text) || (/^[A-Za-z0-9+/_=-]{40,}$/.test(text) && /\d/.test(text));
}

/** Whether a text can stand in a header: printable ASCII. */
export function isHeaderValue(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

function readAzure(scope: string, lookup: Lookup, problems: ConfigurationProblem[]): SourceAuth | null {
  const before = problems.length;
  const read = (name: string, pattern: RegExp, what: string): string => {
    const value = lookup(name);
    if (!value) problems.push({ variable: name, problem: 'is not set, but a source with auth type azure needs it' });
    else if (!pattern.test(value)) problems.push({ variable: name, problem: what });
    return value ?? '';
  };
  const tenant = read('AZURE_TENANT_ID', /^[A-Za-z0-9.-]{1,128}$/, 'must be a tenant id or domain');
  const client = read('AZURE_CLIENT_ID', /^[A-Za-z0-9-]{1,128}$/, 'must be the id of an application');
  const secret = read(
    'AZURE_CLIENT_SECRET',
    /^[\x20-\x7e]+$/,
    'holds line breaks or other characters that no secret has',
  );
  const host = lookup('AZURE_AUTHORITY_HOST') ?? 'https://login.microsoftonline.com';
  const authority = checkBaseUrl(/^https?:/i.test(host) ? host : `https://${host}`, false, 'leave the variable out');
  if (authority.problem !== null) problems.push({ variable: 'AZURE_AUTHORITY_HOST', problem: authority.problem });
  if (authority.url === null || problems.length > before) return null;
  return { type: 'azure', scope, authority: authority.url, tenant, client, secret: new Secret(secret) };
}
