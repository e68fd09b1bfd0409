'use client';

import { StatusGlyph } from '#components/status/status.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import './globals.css';

/** Shown when even the frame around the pages broke; follows the system's theme, because the cookie is not read here. */
export default function GlobalErrorPage({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Error · Runlens</title>
        <main className="grid min-h-dvh place-items-center">
          <EmptyState
            title="Runlens could not be shown"
            icon={<StatusGlyph status="failed" size={22} />}
            actions={
              <Button variant="primary" onClick={() => retry()}>
                Try again
              </Button>
            }
          >
            The server made an error while it prepared the page. Try again; when that does not help, read the server’s
            log.
          </EmptyState>
        </main>
      </body>
    </html>
  );
}
