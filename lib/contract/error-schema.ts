import * as z from 'zod/mini';
import { FAILURE_CODES, type FailureCode } from '../domain/failure.ts';

/** Codes an error answer may carry. */
export const ERROR_CODES: readonly FailureCode[] = FAILURE_CODES;

export interface ErrorEnvelope {
  error: { code: string; message: string; request_id: string };
}

export const errorEnvelope: z.ZodMiniType<ErrorEnvelope> = z.object({
  error: z.object({ code: z.string(), message: z.string(), request_id: z.string() }),
});
