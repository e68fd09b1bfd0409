import * as z from 'zod/mini';
import type { AccessToken, People, Person, SessionInfo, SignInMode } from '../domain/access.ts';
import { AUDIT_ACTIONS, type AuditEntry } from '../domain/audit.ts';
import { ROLES } from '../domain/role.ts';
import { numberOrNull, page, text, textOrNull } from './primitives-schema.ts';

const role = z.enum(ROLES);
const via: z.ZodMiniType<SignInMode> = z.enum(['none', 'password', 'oidc', 'header']);
const YEARS = 10 * 366 * 86_400;

/** Body of `POST /api/tokens`: `expiresIn` in seconds, null for never. */
export const makeTokenSchema = z.strictObject({
  name: z.string().check(z.regex(/^[^\p{Cc}]{1,100}$/u)),
  role,
  expiresIn: z.nullable(z.int().check(z.minimum(60), z.maximum(YEARS))),
});

export type MakeTokenBody = z.infer<typeof makeTokenSchema>;

const accessTokenSchema: z.ZodMiniType<AccessToken> = z.object({
  id: text,
  prefix: text,
  name: text,
  role,
  owner: text,
  via,
  createdAt: z.number(),
  expiresAt: numberOrNull,
  usedAt: numberOrNull,
});

/** Answer of `POST /api/tokens`: the only one that ever holds the token itself. */
export const madeTokenSchema = z.object({ token: text, kept: accessTokenSchema });

/** `GET /api/tokens`: one's own, for admins everybody's. */
export const tokenPageSchema = page(accessTokenSchema);

const session: z.ZodMiniType<SessionInfo> = z.object({
  id: text,
  name: text,
  via,
  openedAt: z.number(),
  endsAt: z.number(),
  address: textOrNull,
  agent: textOrNull,
  current: z.boolean(),
});

/** `GET /api/sessions`: one's own that are open, for admins everybody's. */
export const sessionPageSchema = page(session);

/** `DELETE /api/sessions`: how many were known. */
export const endedSessionsSchema = z.object({ ended: z.number() });

const person: z.ZodMiniType<Person> = z.object({
  name: text,
  via,
  role: z.nullable(role),
  seenAt: numberOrNull,
  sessions: z.number(),
});

/** `GET /api/users` */
export const peopleSchema: z.ZodMiniType<People> = z.object({
  mode: via,
  from: text,
  groups: z.array(z.object({ group: text, role })),
  items: z.array(person),
});

const entry: z.ZodMiniType<AuditEntry> = z.object({
  id: text,
  at: z.number(),
  who: text,
  action: z.enum(AUDIT_ACTIONS),
  source: textOrNull,
  key: textOrNull,
  what: textOrNull,
  address: textOrNull,
  outcome: textOrNull,
});

/** `GET /api/audit` */
export const auditPageSchema = page(entry);
