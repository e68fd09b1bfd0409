import { redirect } from 'next/navigation';
import { routes } from '#lib/contract/routes.ts';

/** The product begins with the list of runs. */
export default function HomePage(): never {
  redirect(routes.runs());
}
