import * as z from 'zod/mini';

/** Body of `POST /api/sign-in`. */
export const signInSchema = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(100)),
  password: z.string().check(z.minLength(1), z.maxLength(1_000)),
});
