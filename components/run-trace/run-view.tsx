'use client';

import { lazy, Suspense, useState } from 'react';
import { Blocks } from './blocks.tsx';
import type { RunViewProps } from './run-view-props.ts';

const Timeline = lazy(async () => ({ default: (await import('./timeline-panes.tsx')).TimelinePanes }));
const Transcript = lazy(async () => ({ default: (await import('./transcript/transcript.tsx')).Transcript }));
const JsonView = lazy(async () => ({ default: (await import('./json-view/json-view.tsx')).JsonView }));

const VIEWS = { timeline: Timeline, conversation: Transcript, json: JsonView };

/**
 * The run as its timeline, as a conversation or as JSON, each fetched when it is first looked at. The one that the page opens
 * with stands in its HTML, and the page waits for it to work; for the others there is a placeholder.
 */
export function RunView(props: RunViewProps) {
  const { view } = props.selection;
  const [first] = useState(view);
  const View = VIEWS[view];
  if (view === first) return <View {...props} />;
  return (
    <Suspense
      fallback={
        <div className="min-h-0 flex-1 px-gutter py-4">
          <Blocks label="Loading this view" />
        </div>
      }
    >
      <View {...props} />
    </Suspense>
  );
}
