'use client';

import { lazy, useMemo } from 'react';
import { DisclosureContext } from '../ui/disclosure-context.ts';
import { Later } from '../ui/later.tsx';
import { TextLookContext } from '../ui/text-look.ts';
import { Blocks } from './blocks.tsx';
import { KeptFocus } from './kept-focus.tsx';
import type { RunViewProps } from './run-view-props.ts';

const Timeline = lazy(async () => ({ default: (await import('./timeline-panes.tsx')).TimelinePanes }));
const Transcript = lazy(async () => ({ default: (await import('./transcript/transcript.tsx')).Transcript }));
const JsonView = lazy(async () => ({ default: (await import('./json-view/json-view.tsx')).JsonView }));

const VIEWS = { timeline: Timeline, conversation: Transcript, json: JsonView };

/** The run as its timeline, as a conversation or as JSON, each fetched when it is first looked at. */
export function RunView(props: RunViewProps) {
  const { view, looks, setLook, opened, setOpened } = props.selection;
  const shared = useMemo(() => ({ looks, setLook, opened, tell: setOpened }), [looks, setLook, opened, setOpened]);
  const View = VIEWS[view];
  return (
    <Later
      key={view}
      fallback={
        <div className="min-h-0 flex-1 px-gutter py-4">
          <Blocks label="Loading this view" />
        </div>
      }
    >
      <TextLookContext value={shared}>
        <DisclosureContext value={shared}>
          <KeptFocus run={props.facts.run.id} />
          <View {...props} />
        </DisclosureContext>
      </TextLookContext>
    </Later>
  );
}
