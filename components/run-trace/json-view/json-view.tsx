'use client';

import { Braces } from 'lucide';
import { useCallback, useMemo, useRef, useState } from 'react';
import { formatTraceViewParams, RUN_ROW } from '#lib/contract/trace-view-params.ts';
import { Within } from '../../ui/disclosure.tsx';
import { usePhone } from '../../ui/use-media.ts';
import { noRawWords } from '../raw-view.tsx';
import { Outline, type OutlineRow } from '../outline.tsx';
import type { RunViewProps } from '../run-view-props.ts';
import { entryName, entryWords } from '../transcript/entry-words.ts';
import { entryNumbers, entryOfStep, transcriptEntries } from '../transcript/transcript-entries.ts';
import { useFlow } from '../use-flow.ts';
import { usePageElement } from '../use-page-element.ts';
import { useTopInside } from '../use-top-inside.ts';
import { jsonSections } from './json-sections.ts';
import { RawPart } from './raw-part.tsx';

/** Height of a section before it is measured, in pixels; the first is the run. */
const SECTION = 280;
const sectionHeight = (index: number) => (index === 0 ? 700 : SECTION);

/** Everything that the source sent of a run, exactly: the run, its steps and messages, each fetched when it is in view. */
export function JsonView({ access, state, facts, selection }: RunViewProps) {
  const { target, named, select } = selection;
  const { run, messages } = facts;
  const sections = useMemo(
    () => jsonSections(run.id, transcriptEntries(state, messages, null)),
    [run.id, state, messages],
  );
  const numbers = useMemo(() => entryNumbers(sections.map(({ entry }) => entry)), [sections]);
  const active = useMemo(() => {
    const id = target.step === RUN_ROW ? RUN_ROW : entryOfStep(target.step);
    return named ? sections.findIndex((section) => section.id === id) : -1;
  }, [named, sections, target]);
  const phone = usePhone();
  const page = usePageElement();
  const [body, setBody] = useState<HTMLDivElement | null>(null);
  const anchor = useRef<HTMLDivElement>(null);
  const top = useTopInside(page, anchor, phone);
  const margin = phone ? top : 0;
  const flow = useFlow(sections, {
    active,
    follow: !selection.acted,
    scroller: { element: phone ? page : body, margin },
    estimate: sectionHeight,
    overscan: 1,
  });
  const keyOf = useCallback((index: number) => sections[index]?.id ?? '', [sections]);
  const { rawPath } = access;
  if (rawPath === null) return <p className="flex-1 px-gutter py-4 text-ink-2">{noRawWords(access)}</p>;

  const row = (index: number): OutlineRow | null => {
    const section = sections[index];
    if (!section) return null;
    const where = section.where ?? { step: null, call: null };
    const href = `?${formatTraceViewParams({ ...where, tab: selection.tab, view: 'json' })}`;
    const words = section.entry
      ? entryWords(section.entry, facts)
      : { title: 'Run', icon: Braces, at: '', failed: false };
    return { ...words, status: run.status, href };
  };
  const go = (index: number) => {
    const section = sections[index];
    if (!section) return;
    flow.hold(section.id);
    if (section.where) select(section.where);
    flow.show(index, true);
  };
  return (
    <div className="flex min-h-0 min-w-0 flex-1 bg-panel max-desk:flex-none">
      <Outline count={sections.length} active={active} keyOf={keyOf} row={row} onGo={go} />
      <div
        ref={setBody}
        role="region"
        aria-label="JSON of the run"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        className="min-w-0 flex-1 overflow-x-hidden overflow-y-auto px-gutter [scrollbar-width:thin] focus-visible:outline-offset-[-2px] max-desk:overflow-visible"
      >
        <div ref={anchor}>
          <div
            role="list"
            data-top=""
            aria-label="JSON"
            className="relative max-w-[960px]"
            style={{ height: flow.virtualizer.getTotalSize() }}
          >
            {flow.virtualizer.getVirtualItems().map(({ index, key, start }) => {
              const section = sections[index];
              if (!section) return null;
              return (
                // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only notes where the focus is
                <div
                  key={key}
                  ref={flow.virtualizer.measureElement}
                  role="listitem"
                  data-index={index}
                  data-entry={index}
                  data-at={numbers[index]}
                  aria-setsize={sections.length}
                  aria-posinset={index + 1}
                  aria-label={section.entry ? entryName(section.entry, facts) : `Run ${run.id}`}
                  aria-current={index === active ? 'true' : undefined}
                  tabIndex={-1}
                  onFocus={() => flow.onFocus(index)}
                  className="absolute inset-x-0 grid grid-cols-[minmax(0,1fr)] gap-2 rounded-card pb-3.5 focus-visible:outline-offset-2"
                  style={{ top: start - margin }}
                >
                  <Within name={section.name}>
                    {section.parts.map((part) => (
                      <RawPart key={part.label} {...part} path={rawPath} />
                    ))}
                  </Within>
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}
