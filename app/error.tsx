'use client';

import Link from 'next/link';
import { PageMessage } from '#components/shell/page-message.tsx';
import { StatusGlyph } from '#components/status/status.tsx';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { routes } from '#lib/contract/routes.ts';

/** Shown in place of a page that broke. The text of the error stays in the server's log; `digest` finds it there. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error);
  return (
    <PageMessage
      title="This page could not be shown"
      icon={<StatusGlyph status="failed" size={22} />}
      actions={
        <>
          <Button variant="primary" onClick={() => retry()}>
            Try again
          </Button>
          <Link href={routes.runs()} prefetch={false} className={buttonClass()}>
            All runs
          </Link>
        </>
      }
    >
      <p>Runlens ran into an error of its own while it made this page. The data of your sources is not touched.</p>
      {digest ? (
        <p className="mt-2 text-ink-3">
          The server’s log has the details under <span className="font-mono text-meta">{digest}</span>.
        </p>
      ) : null}
    </PageMessage>
  );
}

function digestOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return null;
  return typeof error.digest === 'string' && /^[\w@-]{1,64}$/.test(error.digest) ? error.digest : null;
}
