'use client';

import { ArrowUpRight, Download } from 'lucide';
import type { MouseEvent } from 'react';
import { shortId } from '#lib/domain/ids.ts';
import type { Annotation } from '#lib/domain/message.ts';
import { JsonTree } from '../json/json-tree.tsx';
import { SpelledText, Untrusted } from '../ui/bidi.tsx';
import { Folded } from '../ui/disclosure.tsx';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/icon.tsx';
import type { Source } from './citations.ts';
import { CiteNumber } from './cite-chip.tsx';
import { useHotSource } from './hot-source.tsx';
import type { MessageContext } from './message-context.ts';
import { OutsideLink } from './outside-link.tsx';
import { safeUrl } from './safe-url.ts';

const LIST_LIMIT = 200;

/** The sources of a text by number, and below them the annotations they were read from. */
export function SourceList({
  sources,
  annotations,
  anchor,
  context,
}: {
  sources: Source[];
  annotations: Annotation[];
  anchor: (source: Source) => string;
  context: MessageContext;
}) {
  if (sources.length === 0) return null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5 border-t border-line pt-2.5">
      <ol aria-label="Sources" className="grid grid-cols-[minmax(0,1fr)] gap-px">
        {sources.slice(0, LIST_LIMIT).map((source) => (
          <SourceLine key={source.number} source={source} id={anchor(source)} context={context} />
        ))}
      </ol>
      {sources.length > LIST_LIMIT ? (
        <p className="text-meta text-ink-2">{sources.length - LIST_LIMIT} more among the annotations below.</p>
      ) : null}
      <Folded
        name="annotations"
        title={`Annotations as received (${annotations.length})`}
        look="text-meta"
        titleLook="w-max cursor-pointer py-[3px] text-ink-2 hover:text-ink"
        always
      >
        <div className="overflow-hidden rounded-control border border-line">
          <JsonTree value={annotations} label="Annotations" />
        </div>
      </Folded>
    </div>
  );
}

function SourceLine({ source, id, context }: { source: Source; id: string; context: MessageContext }) {
  const { isHot, handlers } = useHotSource(source.number);
  return (
    <li
      id={id}
      {...handlers}
      className={classNames(
        '-mx-1.5 grid grid-cols-[22px_minmax(0,1fr)_auto] items-baseline gap-1 rounded-chip px-1.5 py-1 text-meta target:bg-accent-soft hover:bg-hover',
        isHot && 'bg-hover',
      )}
    >
      <CiteNumber number={source.number} hot={isHot} />
      <SourceText source={source} context={context} />
      <SourceAction source={source} context={context} />
    </li>
  );
}

function SourceText({ source: { annotation, cited }, context }: { source: Source; context: MessageContext }) {
  const { fileId, title, url, text, type } = annotation;
  const name = cited?.match?.fileName ?? (fileId === null ? title : (context.fileName?.(fileId) ?? title));
  const quote = cited?.match?.excerpt ?? annotation.quote;
  return (
    <span className="min-w-0 wrap-anywhere" title={fileId ?? undefined}>
      {name === null ? null : (
        <span className="font-medium">
          <Untrusted text={name} />{' '}
        </span>
      )}
      {fileId === null || (name !== null && cited?.match) ? null : (
        <span className="font-mono tracking-[-0.02em] text-ink-3">
          <Untrusted text={shortId(fileId)} />{' '}
        </span>
      )}
      {url === null ? null : (
        <OutsideLink url={url}>
          <Untrusted text={url} />
        </OutsideLink>
      )}
      {quote === null || quote === '' ? null : (
        <span className="text-ink-2">
          {' '}
          “<SpelledText text={quote} />”
        </span>
      )}
      {cited?.match?.confidence === 'file only' ? (
        <span className="text-ink-3"> which passage is not known</span>
      ) : null}
      {cited?.neverRetrieved ? (
        <span className="ml-1 rounded-chip bg-wait-soft px-1.5 whitespace-nowrap text-wait">
          cited, never retrieved
        </span>
      ) : null}
      {fileId === null && url === null && name === null ? (
        <span className="text-ink-2">
          <Untrusted text={type} />
          {text === null ? null : (
            <>
              {' '}
              <Untrusted text={text} />
            </>
          )}
        </span>
      ) : null}
    </span>
  );
}

const ACTION =
  'inline-grid size-6 place-items-center self-center rounded-chip text-ink-2 hover:bg-hover hover:text-ink';

function SourceAction({ source: { annotation, cited, number }, context }: { source: Source; context: MessageContext }) {
  const { fileId, type, url } = annotation;
  const guide = context.citations;
  const place = cited?.match?.place;
  if (guide && place) {
    const open = (event: MouseEvent) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      guide.open(place);
    };
    return (
      <a
        href={guide.href(place)}
        onClick={open}
        aria-label={`Go to the search result of source ${number}`}
        title="Go to the search result"
        className={ACTION}
      >
        <Icon of={ArrowUpRight} size={14} />
      </a>
    );
  }
  if (fileId !== null) {
    const name = context.fileName?.(fileId) ?? fileId;
    const made = type === 'file_path';
    return (
      <a
        href={context.fileUrl(fileId)}
        aria-label={`${made ? 'Download' : 'Open'} ${name}`}
        {...(made ? { download: name } : { target: '_blank', rel: 'noopener noreferrer nofollow' })}
        className={ACTION}
      >
        <Icon of={made ? Download : ArrowUpRight} size={14} />
      </a>
    );
  }
  const safe = url === null ? null : safeUrl(url);
  if (safe === null) return <span />;
  return (
    <a href={safe} target="_blank" rel="noopener noreferrer nofollow" aria-label={`Open ${safe}`} className={ACTION}>
      <Icon of={ArrowUpRight} size={14} />
    </a>
  );
}
