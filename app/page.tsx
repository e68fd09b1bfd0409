import { redirect } from 'next/navigation';
import { requirePage } from '#lib/server/auth/require-page.ts';
import { routes } from '#lib/contract/routes.ts';

/** The product begins with the list of runs. */
export default async function HomePage(): Promise<never> {
  await requirePage('viewer');
  redirect(routes.runs());
}
