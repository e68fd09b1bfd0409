'use client';

import type { ReactNode } from 'react';
import { StatusGlyph } from '../status/status.tsx';
import { Button } from '../ui/button.tsx';
import { PageMessage } from './page-message.tsx';

/** What the server calls the failure of an archive whose database does not answer (`archive_busy` of the error envelope). */
const NO_ARCHIVE = 'archive_busy';

/**
 * Shown in place of a page that broke. The text of the error stays in the server's log; `digest` finds it there. `children` is
 * another way on, where the reader has one.
 */
export function PageBroke({ error, retry, children }: { error: unknown; retry: () => void; children?: ReactNode }) {
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
          {children}
        </>
      }
    >
      {digest === NO_ARCHIVE ? (
        <p>The database of this Runlens does not answer. Try again in a moment.</p>
      ) : (
        <p>Runlens ran into an error of its own while it made this page. The data of your sources is not touched.</p>
      )}
      {digest && digest !== NO_ARCHIVE ? (
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
