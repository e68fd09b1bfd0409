'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { routes } from '#lib/contract/routes.ts';
import type { FailureCode } from '#lib/domain/failure.ts';
import { PageMessage } from '../shell/page-message.tsx';
import { StatusGlyph } from '../status/status.tsx';
import { Button, buttonClass } from '../ui/button.tsx';

const TITLES: Partial<Record<FailureCode, string>> = {
  upstream_auth: 'The source did not accept the key',
  upstream_unreachable: 'The source cannot be reached',
  upstream_timeout: 'The source did not answer in time',
  aborted: 'The source did not answer in time',
  rate_limited: 'The source asks to wait',
  overloaded: 'Too many requests at once',
  capability_missing: 'The source cannot show single runs',
  upstream_too_large: 'The source’s answer is too large',
  upstream_invalid: 'The source’s answer could not be read',
};

/** A run that could not be read: why, and what to do. `message` says both in plain sentences. */
export function RunProblem({ code, message }: { code: FailureCode; message: string }) {
  const router = useRouter();
  const [waiting, startTransition] = useTransition();
  return (
    <PageMessage
      title={TITLES[code] ?? 'This run could not be read'}
      icon={<StatusGlyph status="failed" size={22} />}
      actions={
        <>
          <Button
            variant="primary"
            disabled={waiting}
            aria-busy={waiting}
            onClick={() => startTransition(() => router.refresh())}
          >
            {waiting ? 'Trying' : 'Try again'}
          </Button>
          <Link href={routes.runs()} prefetch={false} className={buttonClass()}>
            All runs
          </Link>
        </>
      }
    >
      <p>{message}</p>
    </PageMessage>
  );
}
