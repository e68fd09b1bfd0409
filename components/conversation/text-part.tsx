'use client';

import { lazy, type ReactNode, Suspense, useId, useMemo } from 'react';
import type { Annotation } from '#lib/domain/message.ts';
import type { LongText } from '#lib/domain/long-text.ts';
import { Untrusted, withoutTurns } from '../ui/bidi.tsx';
import { CutNote } from '../ui/cut-note.tsx';
import { useHydrated } from '../ui/hydrated.ts';
import { splitLines } from '../ui/split-lines.ts';
import { TextLines } from '../ui/text-lines.tsx';
import { type LinkedPart, readCitations, type Source } from './citations.ts';
import { HotSourceProvider } from './hot-source.tsx';
import { isTameMarkdown, SERVER_LIMIT } from './markdown-limits.ts';
import { markText } from './marked-text.ts';
import { cutOf, type MessageContext } from './message-context.ts';
import { PlainOnError } from './plain-on-error.tsx';
import { PROSE } from './prose.ts';
import { SourceList } from './source-list.tsx';

const Markdown = lazy(async () => ({ default: (await import('./markdown.tsx')).Markdown }));

/** A text of a message: Markdown with numbered chips for its citations, and the list of sources below. */
export function TextPart({
  text,
  annotations,
  linked,
  context,
}: {
  text: LongText;
  annotations: Annotation[];
  linked: LinkedPart | null;
  context: MessageContext;
}) {
  const base = useId();
  const browser = useHydrated();
  const part = linked?.part ?? 0;
  const cited = linked?.cited ?? null;
  const citations = useMemo(
    () => readCitations(text.text, annotations, cited && { part, cited }),
    [text.text, annotations, part, cited],
  );
  const marked = useMemo(() => markText(text.text, citations.marks), [text.text, citations]);
  const tame = useMemo(() => isTameMarkdown(text.text), [text.text]);
  const anchor = (source: Source) => `${base}source${source.number}`;
  const plain = <PlainText text={text.text} />;
  return (
    <HotSourceProvider className="grid grid-cols-[minmax(0,1fr)] gap-[11px]">
      {text.text === '' ? (
        <p className="text-ink-3">empty text</p>
      ) : tame && !browser && text.text.length > SERVER_LIMIT ? (
        plain
      ) : tame ? (
        <PlainOnError plain={plain}>
          <Suspense fallback={plain}>
            <Markdown
              marked={marked}
              anchor={anchor}
              context={context}
              fileLink={(source, children) => fileLink(source, children, context)}
            />
          </Suspense>
        </PlainOnError>
      ) : (
        <div className="overflow-hidden rounded-card border border-line">
          <p className="border-b border-line px-[11px] py-1.5 text-meta text-ink-2">
            Too long or too deeply nested to be set as Markdown, so this is the text as it was written.
          </p>
          <TextLines lines={splitLines(text.text)} label="Text of the message" wrap />
        </div>
      )}
      <CutNote cut={cutOf(text, context)} />
      <SourceList sources={citations.sources} annotations={annotations} anchor={anchor} context={context} />
    </HotSourceProvider>
  );
}

function PlainText({ text }: { text: string }) {
  return (
    <div dir="auto" className={PROSE}>
      <p className="whitespace-pre-wrap">{withoutTurns(text)}</p>
    </div>
  );
}

function fileLink(source: Source, children: ReactNode, context: MessageContext): ReactNode {
  const { fileId } = source.annotation;
  if (fileId === null) return children;
  return (
    <a
      href={context.fileUrl(fileId)}
      download={context.fileName?.(fileId) ?? fileId}
      className="text-accent underline decoration-accent-line underline-offset-2 hover:decoration-accent"
    >
      {children || <Untrusted text={fileId} />}
    </a>
  );
}
