'use client';

import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { messagesQuery } from '#lib/client/message-queries.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { formatTraceViewParams } from '#lib/contract/trace-view-params.ts';
import { linkCitations } from '#lib/domain/citations.ts';
import { resultKey } from '#lib/domain/citations-chunks.ts';
import type { CitationLinks, ResultPlace, ResultUse } from '#lib/domain/citations-model.ts';
import type { Message } from '#lib/domain/message.ts';
import { isTerminal } from '#lib/domain/run.ts';
import type { Step } from '#lib/domain/step.ts';
import type { RowTarget } from '#lib/domain/step-tree.ts';
import { isComplete, type TraceState } from '#lib/domain/trace-state.ts';
import type { MessageCitationsGuide } from '../conversation/message-view.tsx';
import type { SearchCitations } from '../tool-calls/renderer.ts';
import type { Selection } from './use-selection.ts';

/** The citations of a run, linked both ways, with the ways between them. */
export interface CitationGuide {
  message: MessageCitationsGuide;
  /** Of one call of a step. */
  ofCall: (step: string, call: number) => SearchCitations;
  /** `3 cited` of a search; empty where nothing is known. */
  citedWords: (step: string, call: number) => string;
}

type Linked = CitationLinks & { messagesComplete: boolean };

const NONE: readonly Step[] = [];

/** What leads from a mark to a result and back: `go` selects a row and the place of a result, or of a source, in it. */
type Go = (target: RowTarget, result?: number) => void;

/**
 * Links citations and search results once all steps of a run have been read, as soon as something on the page `needs` it;
 * null before.
 */
export function useCitations(
  access: TraceAccess,
  state: TraceState,
  selection: Selection,
  needs: boolean,
  go: Go,
): CitationGuide | null {
  const messages = useQuery({ ...messagesQuery(access), enabled: !access.recorded }).data;
  const [needed, setNeeded] = useState(needs);
  if (needs && !needed) setNeeded(true);
  const ready = useDeferredValue(needed && isComplete(state));
  const steps = useDeferredValue(state.steps);
  // What a run that goes on has not cited or searched yet, it still may.
  const ended = isTerminal(state.run);
  const links = useMemo(() => {
    if (!ready || !messages) return null;
    const known = new Set(messages.items.map((message) => message.id));
    const all = steps.every(({ messageId }) => messageId === null || known.has(messageId));
    const messagesComplete = ended && all && messages.nextCursor === null && !access.leftOut?.includes('messages');
    // Without a citation there is nothing to compare, however much was found.
    const read = messages.items.some(citesAny) ? steps : NONE;
    return { messagesComplete, ...linkCitations(messages.items, read, { messagesComplete, stepsComplete: ended }) };
  }, [access, ready, messages, steps, ended]);
  const { target, tab, view, result } = selection;
  return useMemo(() => {
    if (!links) return null;
    const written = steps.filter((step) => step.messageId !== null);
    const stepOf = new Map(written.map((step) => [step.messageId, step.id]));
    const numberOf = new Map(written.map((step, i) => [step.messageId, i + 1]));
    const cited = citedCounts(links);
    const href = (where: RowTarget, at: number) => `?${formatTraceViewParams({ ...where, tab, view, result: at })}`;
    const rowOf = (message: string): RowTarget => ({ step: stepOf.get(message) ?? 'run', call: null });
    const ofCall = (step: string, call: number): SearchCitations => ({
      use: (at) =>
        links.results.get(resultKey({ step, call, result: at })) ?? unused({ step, call, result: at }, links),
      cited: cited.get(`${step}/${call}`) ?? (links.messagesComplete && links.results.size === 0 ? 0 : null),
      messageNumber: (message) => numberOf.get(message) ?? null,
      messageHref: (message, source) => href(rowOf(message), source - 1),
      openMessage: (message, source) => go(rowOf(message), source - 1),
      marked: target.step === step && (target.call ?? 0) === call ? result : null,
    });
    return {
      message: {
        of: (message) => links.messages.get(message) ?? null,
        href: (place) => href({ step: place.step, call: place.call }, place.result),
        open: (place) => go({ step: place.step, call: place.call }, place.result),
        marked: (message) => (result !== null && stepOf.get(message) === target.step ? result + 1 : null),
      },
      ofCall,
      citedWords: (step, call) => {
        const count = cited.get(`${step}/${call}`);
        return count ? `${count.toLocaleString('en')} cited` : '';
      },
    };
  }, [links, steps, target, tab, view, result, go]);
}

function citesAny({ content }: Message): boolean {
  return content.some((part) => part.type === 'text' && part.annotations.some(({ type }) => type !== 'file_path'));
}

/** A result that was not compared, because no message of the run cites anything. */
function unused(place: ResultPlace, { results, messagesComplete }: Linked): ResultUse | null {
  return results.size === 0 ? { place, citations: [], perhaps: [], neverCited: messagesComplete } : null;
}

/** How many results of each search messages cite; none is only told where no other can be meant. */
function citedCounts(links: CitationLinks): Map<string, number> {
  const counts = new Map<string, number>();
  const open = new Set<string>();
  for (const { place, citations, neverCited } of links.results.values()) {
    const key = `${place.step}/${place.call}`;
    counts.set(key, (counts.get(key) ?? 0) + (citations.length > 0 ? 1 : 0));
    if (citations.length === 0 && !neverCited) open.add(key);
  }
  for (const key of open) if (counts.get(key) === 0) counts.delete(key);
  return counts;
}
