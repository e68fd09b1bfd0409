'use client';

import { lazy, Suspense, useId, useState } from 'react';
import { SquarePause } from 'lucide';
import { hasDraft } from '#lib/client/kept-draft.ts';
import type { OperatedRun } from '#lib/contract/operate-schema.ts';
import type { Run } from '#lib/domain/run.ts';
import { useCommands } from '../commands/commands.tsx';
import { Button } from '../ui/button.tsx';
import { useHydrated } from '../ui/hydrated.ts';
import { Icon } from '../ui/icon.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { answerDraftName, answerKind } from './answer-draft.ts';
import { Expiry } from './expiry.tsx';

const AnswerForm = lazy(async () => ({ default: (await import('./answer-form.tsx')).AnswerForm }));

/** Says what a paused run waits for and until when, and opens the way to answer it; open already where something was typed. */
export function AnswerNotice({ run, onAnswered }: { run: Run; onAnswered: (answer: OperatedRun) => void }) {
  const hydrated = useHydrated();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const panel = useId();
  const kind = answerKind(run.requiredAction);
  const count = run.requiredAction?.calls.length ?? 0;
  const open = chosen ?? (hydrated && hasDraft(answerDraftName(run)));
  const what = kind === 'approvals' ? 'approval' : 'output';
  useCommands([
    {
      id: 'answer-calls',
      keys: [],
      does: kind === 'approvals' ? 'Approve or refuse tool calls' : 'Submit tool outputs',
      group: 'Operate',
      enabled: kind !== null,
      run: () => setChosen(true),
    },
  ]);
  return (
    <div role="group" aria-label="Answer the run" className="border-t border-line">
      <div className="flex min-h-10 flex-wrap items-center gap-x-2.5 gap-y-1 bg-wait-soft py-1.5 pr-3 pl-gutter">
        <Icon of={SquarePause} className="text-wait" />
        <p className="min-w-0 flex-1">
          {kind === null ? (
            'This run waits for something that Runlens cannot answer; its JSON says for what.'
          ) : (
            <>
              {count === 1 ? `Waits for 1 ${what}` : `Waits for ${count} ${what}s`}
              {run.expiresAt === null || !hydrated ? null : (
                <>
                  {', '}
                  <Expiry at={run.expiresAt} />
                </>
              )}
              .
            </>
          )}
        </p>
        {kind === null ? null : (
          <Button
            disabled={!hydrated}
            aria-expanded={open}
            aria-controls={panel}
            onClick={() => setChosen(!open)}
            className="pointer-coarse:h-11"
          >
            {open ? 'Hide' : kind === 'approvals' ? 'Approve or refuse' : 'Answer'}
          </Button>
        )}
      </div>
      {open && kind !== null ? (
        <div
          id={panel}
          className="border-t border-line px-gutter pt-3 [scrollbar-width:thin] desk:max-h-[38vh] desk:overflow-auto"
        >
          <Suspense fallback={<Skeleton className="h-24 w-full" />}>
            <AnswerForm key={callIds(run)} run={run} kind={kind} onAnswered={onAnswered} />
          </Suspense>
        </div>
      ) : null}
    </div>
  );
}

/** Another question begins with another form. */
function callIds(run: Run): string {
  return run.requiredAction?.calls.map(({ id }) => id ?? '').join(' ') ?? '';
}
