import * as z from 'zod/mini';
import { ROLES } from '../domain/role.ts';

/** Body of `POST /api/sign-in`. */
export const signInSchema = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(100)),
  password: z.string().check(z.minLength(1), z.maxLength(1_000)),
});

export type SignInBody = z.infer<typeof signInSchema>;

export const accessTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  owner: z.string(),
  createdAt: z.number(),
  expiresAt: z.nullable(z.number()),
});

export type AccessTokenRow = z.infer<typeof accessTokenSchema>;
