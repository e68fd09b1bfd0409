import * as z from 'zod/mini';

/** Body of every answer that is an error; `code` is one of `FAILURE_CODES` or, from a newer server, another word. */
export interface ErrorEnvelope {
  error: { code: string; message: string; request_id: string };
}

export const errorEnvelope: z.ZodMiniType<ErrorEnvelope> = z.object({
  error: z.object({ code: z.string(), message: z.string(), request_id: z.string() }),
});
