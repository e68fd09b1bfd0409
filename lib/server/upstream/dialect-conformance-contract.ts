import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';

/** One check; `run` throws an error that says what does not hold. */
export interface ConformanceCheck {
  name: string;
  run(): void | Promise<void>;
}

/** Says how a value breaks its schema, or that it is not plain JSON; null when all is well. */
export function contractProblem(schema: z.ZodMiniType<unknown>, value: unknown): string | null {
  const result = z.safeParse(schema, value);
  if (!result.success) return `Breaks the contract at ${z.prettifyError(result.error)}`;
  return isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value) ? null : 'Is not plain JSON';
}
