'use client';

import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { currentImport, forgetImport, noImport, onImport } from '#lib/client/import-session.ts';
import { KeysFooter } from '../shell/keys-footer.tsx';
import { MAIN_ID } from '../shell/skip-link.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useSaid } from '../ui/use-said.ts';
import { ImportChooser } from './import-chooser.tsx';
import { ImportProgressView } from './import-progress.tsx';
import { ImportReportView } from './import-report.tsx';
import { saidOf } from './import-words.ts';

/** Of an import that did not come to its end. */
const KEPT = 'What was kept by then stays; importing the same again adds the rest.';

/** The page of imports: what to choose, how far it is, and what came of it. The import goes on when the page is left. */
export function ImportScreen() {
  const session = useSyncExternalStore(onImport, currentImport, noImport);
  const [text, setText] = useState('');
  useSaid(saidOf(session), 'import');
  const { phase } = session;
  const busy = phase === 'sending' || phase === 'working';
  return (
    <div className="grid min-h-0 grid-rows-[minmax(0,1fr)_auto]">
      <main id={MAIN_ID} tabIndex={-1} className="min-h-0 overflow-auto outline-none">
        <div className="mx-auto grid w-full max-w-[860px] gap-4 px-gutter py-4">
          <h1 className="text-title font-semibold tracking-[-0.02em]">Import</h1>
          {phase === 'failed' ? (
            <Framed>
              <Notice tone="fail" action={<Dismiss />}>
                <b className="font-medium">The import failed.</b> <Untrusted text={session.message} />{' '}
                {session.kept ? KEPT : null}
              </Notice>
            </Framed>
          ) : null}
          {phase === 'cancelled' ? (
            <Framed>
              <Notice tone="info" action={<Dismiss />}>
                <b className="font-medium">The import was cancelled.</b> {session.kept ? KEPT : 'Nothing was kept.'}
              </Notice>
            </Framed>
          ) : null}
          {busy ? <ImportProgressView session={session} /> : null}
          {phase === 'done' ? <ImportReportView report={session.report} /> : null}
          {busy ? null : <ImportChooser first={phase !== 'done'} text={text} onText={setText} />}
        </div>
      </main>
      <KeysFooter />
    </div>
  );
}

/** A notice stands among cards here, not above a list. */
function Framed({ children }: { children: ReactNode }) {
  return <div className="overflow-hidden rounded-card border border-line [&>*]:border-b-0">{children}</div>;
}

function Dismiss() {
  return (
    <Button size="sm" onClick={forgetImport}>
      Dismiss
    </Button>
  );
}
