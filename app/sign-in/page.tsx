import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { SignInScreen } from '#components/sign-in/sign-in-screen.tsx';
import { readNextPath } from '#lib/contract/next-path.ts';
import { identify } from '#lib/server/auth/identify.ts';
import { signInWays } from '#lib/server/auth/sign-in-ways.ts';

export const metadata: Metadata = { title: 'Sign in' };

interface Props {
  searchParams: Promise<{ next?: string | string[]; failed?: string | string[] }>;
}

/** Public: where everybody starts who is not known yet. */
export default async function SignInPage({ searchParams }: Props) {
  const { next, failed } = await searchParams;
  const path = readNextPath(Array.isArray(next) ? next[0] : next);
  if (await identify(await headers())) redirect(path);
  return <SignInScreen ways={signInWays()} next={path} failed={failed !== undefined} />;
}
