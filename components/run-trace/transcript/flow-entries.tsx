'use client';

import { memo, useMemo } from 'react';
import { Within } from '../../ui/disclosure.tsx';
import { Blocks } from '../blocks.tsx';
import type { Flow } from '../use-flow.ts';
import { EndEntry } from './end-entry.tsx';
import { entryName, entryWords } from './entry-words.ts';
import { QuestionEntry, Said } from './question-entry.tsx';
import { StepEntry } from './step-entry.tsx';
import { entryNumbers, type TranscriptEntry } from './transcript-entries.ts';
import type { TranscriptView } from './transcript-view.ts';
import { Turn } from './turn.tsx';

/** The entries of a conversation that are in view, as a feed of articles. */
export function FlowEntries({
  entries,
  active,
  view,
  flow,
  margin,
  complete,
}: {
  entries: readonly TranscriptEntry[];
  /** Place of the selected entry; −1 for none. */
  active: number;
  view: TranscriptView;
  flow: Flow;
  margin: number;
  complete: boolean;
}) {
  const { virtualizer } = flow;
  const numbers = useMemo(() => entryNumbers(entries), [entries]);
  return (
    <div
      role="feed"
      data-top=""
      aria-label={`Conversation of ${view.facts.run.id}`}
      aria-busy={!complete}
      className="relative"
      style={{ height: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const entry = entries[index];
        if (!entry) return null;
        return (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only notes where the focus is
          <article
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            data-entry={index}
            data-at={numbers[index]}
            aria-label={entryName(entry, view.facts)}
            aria-posinset={index + 1}
            aria-setsize={complete ? entries.length : -1}
            aria-current={index === active ? 'true' : undefined}
            tabIndex={-1}
            onFocus={() => flow.onFocus(index)}
            className="absolute inset-x-0 rounded-card focus-visible:outline-offset-[-2px]"
            style={{ top: start - margin }}
          >
            <Turn at={entryWords(entry, view.facts).at} selected={index === active}>
              <Within name={placeOfEntry(entry)}>
                <Entry entry={entry} view={view} />
              </Within>
            </Turn>
          </article>
        );
      })}
    </div>
  );
}

/** What places of an entry are named after; null where it has no lasting number. */
function placeOfEntry(entry: TranscriptEntry): string | null {
  if (entry.kind === 'question') return 'turn';
  return entry.kind === 'step' && entry.position !== null ? `turn.${entry.position}` : null;
}

const Entry = memo(function Entry({ entry, view }: { entry: TranscriptEntry; view: TranscriptView }) {
  switch (entry.kind) {
    case 'question':
      return <QuestionEntry question={entry.question} context={view.message} />;
    case 'step':
      return <StepEntry step={entry.step} first={entry.first} view={view} />;
    case 'message':
      return <Said message={entry.message} context={view.message} />;
    case 'reading':
      return <Blocks label="Steps in between are being read" />;
    case 'end':
      return <EndEntry state={view.state} facts={view.facts} onOpen={view.openInTimeline} />;
  }
});
