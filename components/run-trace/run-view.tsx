'use client';

import { lazy, Suspense } from 'react';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import { Blocks } from './blocks.tsx';
import type { TraceFacts } from './trace-texts.ts';
import type { Selection } from './use-selection.ts';

const Transcript = lazy(async () => ({ default: (await import('./transcript/transcript.tsx')).Transcript }));
const JsonView = lazy(async () => ({ default: (await import('./json-view/json-view.tsx')).JsonView }));

export interface RunViewProps {
  access: TraceAccess;
  state: TraceState;
  facts: TraceFacts;
  selection: Selection;
  /** What scrolls on phones. */
  page: HTMLElement | null;
}

/** The conversation or the JSON of a run, fetched when it is first looked at. */
export function RunView(props: RunViewProps) {
  return (
    <Suspense
      fallback={
        <div className="min-h-0 flex-1 px-gutter py-4">
          <Blocks label="Loading this view" />
        </div>
      }
    >
      {props.selection.view === 'json' ? <JsonView {...props} /> : <Transcript {...props} />}
    </Suspense>
  );
}
