'use client';

import { useCallback, useMemo, useRef, useState } from 'react';
import { formatTraceViewParams, RUN_ROW } from '#lib/contract/trace-view-params.ts';
import type { Step } from '#lib/domain/step.ts';
import type { RowTarget } from '#lib/domain/step-tree.ts';
import { findStep, isComplete } from '#lib/domain/trace-state.ts';
import { usePhone } from '../../ui/use-media.ts';
import { Outline, type OutlineRow } from '../outline.tsx';
import { usePageElement } from '../use-page-element.ts';
import type { RunViewProps } from '../run-view-props.ts';
import { useCitations } from '../use-citations.ts';
import { useFlow } from '../use-flow.ts';
import { useTopInside } from '../use-top-inside.ts';
import { Aside } from './aside.tsx';
import { entryWords } from './entry-words.ts';
import { FlowEntries } from './flow-entries.tsx';
import { END, entryHeight, entryOfStep, type TranscriptEntry, transcriptEntries } from './transcript-entries.ts';
import type { TranscriptView } from './transcript-view.ts';
import { useFiles } from '../use-files.ts';
import { useQuestion } from '../use-question.ts';
import { useOpenCards } from './use-open-cards.ts';
import { useTranscriptKeys } from './use-transcript-keys.ts';

/**
 * The run as a conversation: what was asked, what was done and said, and how it ended. On phones the whole page scrolls,
 * elsewhere each column for itself.
 */
export function Transcript({ access, state, facts, selection }: RunViewProps) {
  const { target, named, select, setView, setImage: openImage } = selection;
  const { question, asked, thread } = useQuestion(access, facts.run);
  const { messages } = facts;
  const entries = useMemo(() => transcriptEntries(state, messages, question), [state, messages, question]);
  const [cursor, setCursor] = useState<{ entry: string; over: RowTarget } | null>(null);
  const active = useMemo(() => {
    // An entry that the address cannot name is current until something else is selected.
    if (cursor?.over === target) return entries.findIndex((entry) => entry.id === cursor.entry);
    return named ? activeEntry(entries, target) : -1;
  }, [cursor, entries, named, target]);
  const known = useMemo(() => [...asked, ...messages.values()], [asked, messages]);
  const files = useFiles(access, state, known, true);

  const phone = usePhone();
  const page = usePageElement();
  const [body, setBody] = useState<HTMLDivElement | null>(null);
  const anchor = useRef<HTMLDivElement>(null);
  const margin = useTopInside(page, anchor, phone);
  const estimate = useCallback((index: number) => entryHeight(entries[index]), [entries]);
  const flow = useFlow(entries, {
    active,
    follow: !selection.acted,
    scroller: { element: phone ? page : body, margin: phone ? margin : 0 },
    estimate,
    overscan: 4,
  });
  const { hold, show } = flow;

  const { isOpen, open, keep } = useOpenCards(state, selection);
  const toggle = useCallback(
    (which: RowTarget) => {
      hold(entryOfStep(which.step));
      select(which);
      open(which);
    },
    [hold, open, select],
  );
  const reveal = useCallback(
    (which: RowTarget, result?: number) => {
      select(which, result);
      if (which.call !== null) open(which, true);
    },
    [open, select],
  );
  const guide = useCitations(access, state, selection, true, reveal);
  const { name, bytes } = files;
  const message = useMemo(
    () => ({ fileUrl: access.fileUrl, fileName: name, fileBytes: bytes, openImage, citations: guide?.message }),
    [access, name, bytes, openImage, guide],
  );
  const call = useMemo(
    () => ({ fileUrl: access.fileUrl, fileName: name, runHref: access.runHref, openImage }),
    [access, name, openImage],
  );
  const view = useMemo(
    (): TranscriptView => ({
      access,
      state,
      facts,
      selection,
      message,
      call,
      guide,
      isOpen,
      toggle,
      openInTimeline: (step) => setView('timeline', { step, call: null }),
    }),
    [access, state, facts, selection, message, call, guide, isOpen, toggle, setView],
  );

  const go = (index: number, focus = false) => {
    const entry = entries[index];
    if (!entry) return;
    hold(entry.id);
    const where = targetOf(entry);
    if (where) {
      select(where);
      keep(where);
    }
    setCursor(where ? null : { entry: entry.id, over: target });
    show(index, focus);
  };
  const step = named ? findStep(state, target.step) : undefined;
  const card = step && step.kind !== 'message' ? cardOf(step, target) : null;
  useTranscriptKeys({
    move: (by) => go(active === -1 ? (by === 1 ? 0 : entries.length - 1) : active + by, true),
    toggle: card && (() => toggle(card)),
    leave: named ? () => setView('timeline') : null,
  });
  const keyOf = useCallback((index: number) => entries[index]?.id ?? '', [entries]);
  const outlineRow = (index: number): OutlineRow | null => {
    const entry = entries[index];
    const where = (entry && targetOf(entry)) ?? { step: null, call: null };
    const href = `?${formatTraceViewParams({ ...where, tab: selection.tab, view: 'conversation' })}`;
    return entry ? { ...entryWords(entry, facts), href, status: facts.run.status } : null;
  };
  return (
    <div className="flex min-h-0 min-w-0 flex-1 bg-panel max-desk:flex-none">
      <Outline count={entries.length} active={active} keyOf={keyOf} row={outlineRow} onGo={(index) => go(index)} />
      <div
        ref={setBody}
        role="region"
        aria-label="Transcript"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        className="min-w-0 flex-1 overflow-x-hidden overflow-y-auto [scrollbar-width:thin] focus-visible:outline-offset-[-2px] max-desk:overflow-visible"
      >
        <div ref={anchor}>
          <h2 className="sr-only">Conversation</h2>
          <FlowEntries
            entries={entries}
            active={active}
            view={view}
            flow={flow}
            margin={phone ? margin : 0}
            complete={isComplete(state)}
          />
        </div>
      </div>
      <Aside run={facts.run} access={access} files={files} thread={thread} />
    </div>
  );
}

/** The place of the entry that shows what is selected; −1 where none does. */
function activeEntry(entries: readonly TranscriptEntry[], target: RowTarget): number {
  const id = target.step === RUN_ROW ? END : entryOfStep(target.step);
  return entries.findIndex((entry) => entry.id === id);
}

/** What an entry stands for in the address; null for messages that are no steps. */
function targetOf(entry: TranscriptEntry): RowTarget | null {
  if (entry.kind === 'step') return { step: entry.step.id, call: null };
  return entry.kind === 'end' ? { step: RUN_ROW, call: null } : null;
}

/** The card that stands for what is selected: a step's first call stands for the step. */
function cardOf(step: Step, target: RowTarget): RowTarget {
  return step.kind === 'tools' ? { step: step.id, call: target.call ?? 0 } : { step: step.id, call: null };
}
