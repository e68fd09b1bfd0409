'use client';

import { type FormEvent, useState } from 'react';
import { toApiError } from '#lib/client/api-error.ts';
import { write } from '#lib/client/write.ts';
import { apiPaths } from '#lib/contract/api-paths.ts';
import { MAIN_ID } from '../shell/skip-link.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { useHydrated } from '../ui/hydrated.ts';

type Ways = { mode: 'none' | 'header' | 'oidc' } | { mode: 'password'; alone: string | null };

/** Where people sign in. `next` is where they go after; `failed`: the identity provider sent them back without. */
export function SignInScreen({ ways, next, failed }: { ways: Ways; next: string; failed: boolean }) {
  return (
    <main id={MAIN_ID} tabIndex={-1} className="grid place-items-center overflow-auto bg-canvas p-gutter">
      <div className="w-full max-w-[340px] rounded-card border border-line bg-panel p-5">
        <h1 className="text-base font-semibold">Sign in</h1>
        {ways.mode === 'password' ? (
          <PasswordForm alone={ways.alone} next={next} />
        ) : ways.mode === 'oidc' ? (
          <>
            <p className="mt-1 text-ink-2">
              {failed
                ? 'Signing in did not work. Try again, or ask who runs this Runlens.'
                : 'By your identity provider.'}
            </p>
            <a className={`${buttonClass('primary')} mt-4 w-full`} href={apiPaths.oidcStart(next)}>
              Continue
            </a>
          </>
        ) : (
          <p className="mt-1 text-ink-2">
            {ways.mode === 'header'
              ? 'A proxy in front of this Runlens says who you are, and it has not, or your groups have no role here. Ask who runs it.'
              : 'Nobody has to sign in here.'}
          </p>
        )}
      </div>
    </main>
  );
}

const FIELD =
  'mt-1 h-9 w-full pointer-coarse:h-11 rounded-control border border-line-strong bg-inset px-2.5 text-ink outline-offset-[-1px] aria-invalid:border-fail';

function PasswordForm({ alone, next }: { alone: string | null; next: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const ready = useHydrated();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    try {
      await write('POST', apiPaths.signIn(), { name: alone ?? form.get('name'), password: form.get('password') });
      // A whole new page: nothing of what was read before signing in stays.
      window.location.assign(next);
    } catch (error) {
      const { code, message } = toApiError(error);
      setProblem(alone !== null && code === 'unauthorized' ? 'That is not the password.' : message);
      setBusy(false);
    }
  };
  return (
    // Until the page listens nothing is sent, and were it, then not in the address.
    <form method="post" onSubmit={(event) => void submit(event)} className="mt-4 grid gap-3">
      {alone === null ? (
        <label className="block text-meta font-medium text-ink-2">
          Name
          <input name="name" autoComplete="username" required maxLength={100} className={FIELD} />
        </label>
      ) : (
        <input type="hidden" name="username" autoComplete="username" value={alone} />
      )}
      <label className="block text-meta font-medium text-ink-2">
        Password
        <input
          name="password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={1000}
          aria-invalid={problem !== null}
          aria-describedby="sign-in-problem"
          className={FIELD}
        />
      </label>
      <p id="sign-in-problem" role="alert" className="text-fail empty:hidden">
        {problem}
      </p>
      <Button type="submit" variant="primary" disabled={busy || !ready} className="pointer-coarse:h-11">
        {busy ? 'Signing in' : 'Sign in'}
      </Button>
    </form>
  );
}
