'use client';

import type { MouseEvent } from 'react';
import type { Citation } from '#lib/domain/citations-model.ts';
import { HoverCard, useHoverCard } from '../ui/hover-card.tsx';
import { classNames } from '../ui/class-names.ts';
import { useLedTo } from '../ui/use-led-to.ts';
import type { Source } from './citations.ts';
import { CiteCard } from './cite-card.tsx';
import { useHotSource } from './hot-source.tsx';
import type { MessageContext } from './message-context.ts';

const LOOK =
  'inline-grid h-4 min-w-4 place-items-center rounded-chip px-1 text-[10.5px] leading-none font-semibold shadow-[inset_0_0_0_1px_var(--color-accent-line)] forced-colors:border';

/**
 * The number of a source in running text. Leads to the passage that a search of the run found for it, where that is
 * known, else to its entry in the list below; a card says what it is while it is pointed at or has the focus. Of those that
 * the address names, the first comes into view.
 */
export function CiteChip({
  source,
  citation,
  anchor,
  context,
}: {
  source: Source;
  citation: Citation | null;
  anchor: string;
  context: MessageContext;
}) {
  const { isHot, handlers } = useHotSource(source.number);
  const guide = context.citations;
  const place = citation?.match?.place ?? null;
  const leads = guide && place ? guide : null;
  const open = (event: MouseEvent) => {
    if (!leads || !place || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    leads.open(place);
  };
  const card = useHoverCard();
  const marked = citation !== null && guide?.marked(citation.message) === source.number;
  const same = marked ? (guide?.of(citation.message)?.citations ?? []) : [];
  const isFirst = marked && same.find(({ number }) => number === source.number) === citation;
  const link = useLedTo<HTMLAnchorElement>(isFirst);
  return (
    <>
      <a
        ref={link}
        aria-current={marked ? 'true' : undefined}
        href={leads && place ? leads.href(place) : `#${anchor}`}
        aria-label={`Source ${source.number}`}
        aria-describedby={card.pointed?.shown ? card.id : undefined}
        onClick={open}
        onPointerEnter={(event) => {
          handlers.onPointerEnter();
          card.handlers.onPointerEnter(event);
        }}
        onPointerLeave={() => {
          handlers.onPointerLeave();
          card.hide();
        }}
        onFocus={(event) => {
          handlers.onFocus();
          card.handlers.onFocus(event);
        }}
        onBlur={() => {
          handlers.onBlur();
          card.hide();
        }}
        className={classNames(
          LOOK,
          'mx-px align-[2px]',
          isHot || marked
            ? 'bg-accent text-on-accent'
            : 'bg-accent-soft text-accent hover:bg-accent hover:text-on-accent',
        )}
      >
        {source.number}
      </a>
      <HoverCard of={card}>
        <CiteCard source={source} citation={citation} context={context} />
      </HoverCard>
    </>
  );
}

/** The same number where it is no link. */
export function CiteNumber({ number, hot = false }: { number: number; hot?: boolean }) {
  return (
    <span
      className={classNames(
        LOOK,
        'justify-self-start',
        hot ? 'bg-accent text-on-accent' : 'bg-accent-soft text-accent',
      )}
    >
      {number}
    </span>
  );
}
