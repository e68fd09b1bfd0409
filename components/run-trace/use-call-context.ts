'use client';

import { useMemo } from 'react';
import { type StepText, stepText } from '#lib/client/text-queries.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { isStepTerminal } from '#lib/domain/step.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import type { MessageCitationsGuide } from '../conversation/message-view.tsx';
import { linksInCall, type SearchCitations, type ToolCallContext } from '../tool-calls/renderer.ts';
import { useCitations } from './use-citations.ts';
import { useSearchedNames } from './use-searched-names.ts';
import type { Selection } from './use-selection.ts';
import type { OpenStep } from './use-step.ts';

/** What the step in view needs from the page: its message, and its calls by `callContext`. */
export interface StepContext extends ToolCallContext {
  /** How the citations of messages were linked; absent while that is not known. */
  cited?: MessageCitationsGuide | undefined;
  /** How the results of a call were cited. */
  citationsOf?: ((place: number) => SearchCitations) | undefined;
}

/** What the step in view and its calls need from the page; `callContext` makes it that of one call. */
export function useStepContext(
  access: TraceAccess,
  state: TraceState,
  open: OpenStep,
  selection: Selection,
): StepContext {
  const { text: place, setText: onChange, finds, setFind: onFind, setImage: openImage } = selection;
  const { step, load, loading } = open;
  const { steps } = state;
  const text = useStepTexts(access, step?.id ?? '', step?.status ?? '');
  const searches = step?.kind === 'message' || step?.calls.some((call) => call.kind === 'file_search') === true;
  const guide = useCitations(access, state, selection, searches, selection.select);
  const fileName = useSearchedNames(steps);
  const id = step?.id ?? '';
  const goesOn = step !== null && !isStepTerminal(step);
  return useMemo(
    () => ({
      fileUrl: access.fileUrl,
      fileName,
      goesOn,
      cited: guide?.message,
      citationsOf: guide ? (call: number) => guide.ofCall(id, call) : undefined,
      runHref: access.runHref,
      loadWhole: load,
      loadingWhole: loading,
      text,
      link: { place, onChange, finds, onFind },
      openImage,
    }),
    [access, fileName, goesOn, guide, id, load, loading, text, place, onChange, finds, onFind, openImage],
  );
}

/** The long texts of a step by their paths, one object for each as long as the step is in one status. */
export function useStepTexts(access: TraceAccess, step: string, status: string): (path: string) => StepText {
  const { text } = useMemo(() => {
    const texts = new Map<string, StepText>();
    const find = (path: string) => {
      const found = texts.get(path) ?? stepText(access, step, path);
      texts.set(path, found);
      return found;
    };
    return { text: find, status };
  }, [access, step, status]);
  return text;
}

/** The context of one call of a step: paths and links begin inside the call. `alone`: no other call is in view. */
export function callContext(context: StepContext, place: number, alone: boolean): ToolCallContext {
  const { text, link } = context;
  return {
    ...context,
    citations: context.citationsOf?.(place),
    text: text && ((path) => text(`calls.${place}.${path}`)),
    link: link && linksInCall(link, place, alone),
  };
}
