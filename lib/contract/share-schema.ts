import * as z from 'zod/mini';
import { ID_PATTERN, KEY_PATTERN } from '../domain/ids.ts';
import {
  type HitReason,
  type RedactionChoice,
  type RedactionHit,
  type RedactionSummary,
  REDACTION_CLASSES,
  REDACTION_RULES,
  SHARED_KINDS,
} from '../domain/redaction.ts';
import {
  MOST_VIEWS,
  type NewShare,
  type Share,
  SHARE_WORDS,
  SHARE_SECONDS,
  SHARE_STATES,
  type SharePreview,
} from '../domain/share.ts';
import { numberOrNull, page, text, textOrNull } from './primitives-schema.ts';

/** How much a choice may hold. */
export const SHARE_LIMITS = {
  ...SHARE_WORDS,
  except: 10_000,
  view: 2_000,
  body: 1_048_576,
} as const;

const id = z.string().check(z.regex(ID_PATTERN));
const key = z.string().check(z.regex(KEY_PATTERN));
const place = z.int().check(z.minimum(0), z.maximum(1_000_000_000));
const path = z.array(z.union([z.string().check(z.maxLength(1_000)), place])).check(z.minLength(1), z.maxLength(300));

const spot = z.strictObject({
  kind: z.optional(z.enum(SHARED_KINDS)),
  id: z.optional(id),
  path: z.optional(path),
  start: z.optional(place),
  end: z.optional(place),
  text: z.optional(z.string().check(z.minLength(1), z.maxLength(SHARE_LIMITS.spotText))),
});

const choice: z.ZodMiniType<RedactionChoice> = z.strictObject({
  rules: z.optional(z.array(z.enum(REDACTION_RULES)).check(z.maxLength(REDACTION_RULES.length))),
  classes: z.optional(z.array(z.enum(REDACTION_CLASSES)).check(z.maxLength(REDACTION_CLASSES.length))),
  patterns: z.optional(
    z
      .array(z.string().check(z.minLength(1), z.maxLength(SHARE_LIMITS.pattern)))
      .check(z.maxLength(SHARE_LIMITS.patterns)),
  ),
  spots: z.optional(
    z
      .array(
        spot.check(
          z.refine(({ kind, id: of, path: at, start, end, text: what }) => {
            if ((kind === undefined) !== (of === undefined)) return false;
            if (what !== undefined) return at === undefined && start === undefined && end === undefined;
            return of !== undefined && at !== undefined && start !== undefined && end !== undefined && start < end;
          }),
        ),
      )
      .check(z.maxLength(SHARE_LIMITS.spots)),
  ),
  except: z.optional(z.array(id).check(z.maxLength(SHARE_LIMITS.except))),
});

/** Body of `POST /api/shares/preview`: stores no text of the run. */
export const sharePreviewRequest = z.strictObject({ source: id, key, redact: z.optional(choice) });

/** Body of `POST /api/shares`. Without `expiresIn` (s) a link lasts seven days. */
export const shareRequest = z.strictObject({
  source: id,
  key,
  expiresIn: z.optional(z.int().check(z.minimum(SHARE_SECONDS.least), z.maximum(SHARE_SECONDS.most))),
  maxViews: z.optional(z.int().check(z.minimum(1), z.maximum(MOST_VIEWS))),
  redact: z.optional(choice),
  /** Query of the run page that the link is to open. */
  view: z.optional(z.string().check(z.maxLength(SHARE_LIMITS.view))),
});

export type SharePreviewRequest = z.infer<typeof sharePreviewRequest>;
export type ShareRequest = z.infer<typeof shareRequest>;

const reason = z.enum([...REDACTION_RULES, 'class', 'pattern', 'spot', 'secret'] as const satisfies HitReason[]);

const hit: z.ZodMiniType<RedactionHit> = z.object({
  id: text,
  valueId: text,
  reason,
  class: z.nullable(z.enum(REDACTION_CLASSES)),
  pattern: textOrNull,
  place: z.object({
    kind: z.enum(SHARED_KINDS),
    id: text,
    path: z.array(z.union([z.string(), z.number()])),
    start: z.number(),
    end: z.number(),
    inName: z.boolean(),
  }),
  before: text,
  text,
  after: text,
  replacement: text,
  on: z.boolean(),
  fixed: z.boolean(),
});

const summary: z.ZodMiniType<RedactionSummary> = z.object({
  counts: z.partialRecord(reason, z.number()),
  classes: z.array(z.enum(REDACTION_CLASSES)),
  values: z.number(),
  tooDeep: z.optional(z.number()),
});

/** Answer of `POST /api/shares/preview`. */
export const sharePreviewSchema: z.ZodMiniType<SharePreview> = z.object({
  id: text,
  expiresAt: z.number(),
  hits: z.array(hit),
  total: z.number(),
  summary,
  files: z.number(),
  bytes: z.number(),
});

/** `GET` of further hits of a preview. */
export const hitPageSchema = page(hit);

/** Answer of `POST /api/shares`. */
export const newShareSchema: z.ZodMiniType<NewShare> = z.object({
  id: text,
  token: text,
  url: text,
  expiresAt: z.number(),
  redaction: summary,
});

const shareSchema: z.ZodMiniType<Share> = z.object({
  id: text,
  state: z.enum(SHARE_STATES),
  source: text,
  key: text,
  owner: text,
  createdAt: z.number(),
  expiresAt: z.number(),
  revokedAt: numberOrNull,
  views: z.number(),
  maxViews: numberOrNull,
  lastViewAt: numberOrNull,
  redaction: summary,
  files: z.number(),
  view: text,
});

/** `GET /api/shares`: newest first. */
export const sharePageSchema = page(shareSchema);
