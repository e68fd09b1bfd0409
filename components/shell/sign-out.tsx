'use client';

import { lazy, Suspense } from 'react';

const Button = lazy(async () => ({ default: (await import('./sign-out-button.tsx')).SignOutButton }));

/** The button that ends a session, where there is one. */
export function SignOut({ name }: { name: string }) {
  return (
    <Suspense>
      <Button name={name} />
    </Suspense>
  );
}
