'use client';

import { LogOut } from 'lucide';
import { toApiError } from '#lib/client/api-error.ts';
import { write } from '#lib/client/write.ts';
import { apiPaths } from '#lib/contract/api-paths.ts';
import { routes } from '#lib/contract/routes.ts';
import { IconButton } from '../ui/button.tsx';
import { useHydrated } from '../ui/hydrated.ts';
import { Icon } from '../ui/icon.tsx';
import { toast } from '../ui/toast.ts';

/** Ends the session and leaves for the sign-in page; `name` is whose it is. */
export function SignOutButton({ name }: { name: string }) {
  const ready = useHydrated();
  const leave = async () => {
    try {
      await write('POST', apiPaths.signOut(), {});
      // A whole new page: nothing of what was read stays in the browser.
      window.location.assign(routes.signIn('/'));
    } catch (error) {
      toast(toApiError(error).message);
    }
  };
  return (
    <IconButton
      label={`Sign out ${name}`}
      // A press before the page listens would be lost.
      disabled={!ready}
      className="disabled:text-ink-2 pointer-coarse:size-11"
      onClick={() => void leave()}
    >
      <Icon of={LogOut} />
    </IconButton>
  );
}
