import * as z from 'zod/mini';
import type { FilterValue } from '../domain/filter-value.ts';
import type { RunGroup } from '../domain/run-group.ts';
import type { RunBucket, RunHistogram } from '../domain/run-histogram.ts';
import { numberOrNull, page, text, textOrNull } from './primitives-schema.ts';
import { runRowSchema } from './run-row-schema.ts';

/** `GET /api/runs/total`: null where counting would take too long. */
export const runTotalSchema = z.object({ total: numberOrNull });

const bucket: z.ZodMiniType<RunBucket> = z.object({
  from: z.number(),
  failed: z.number(),
  waiting: z.number(),
  completed: z.number(),
  other: z.number(),
});

/** `GET /api/runs/histogram?buckets=96` */
export const runHistogramSchema: z.ZodMiniType<RunHistogram> = z.object({
  from: z.number(),
  to: z.number(),
  bucket: z.number(),
  items: z.nullable(z.array(bucket)),
  counted: z.number(),
});

const group: z.ZodMiniType<RunGroup> = z.object({
  id: text,
  title: text,
  source: textOrNull,
  count: z.number(),
  failed: z.number(),
  whole: z.boolean(),
  firstSeen: z.number(),
  lastSeen: z.number(),
  newest: runRowSchema,
  code: textOrNull,
  tool: textOrNull,
  stepId: textOrNull,
});

/** `GET /api/runs/groups?by=thread|failure` */
export const runGroupPageSchema = page(group);

const filterValue: z.ZodMiniType<FilterValue> = z.object({ value: text, label: textOrNull, count: numberOrNull });

/** `GET /api/runs/values?of=…`, the most frequent first. */
export const filterValuesSchema = page(filterValue);
