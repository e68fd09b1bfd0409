'use client';

import { FileText } from 'lucide';
import { shortId } from '#lib/domain/ids.ts';
import type { FileSearchResult } from '#lib/domain/tool-call.ts';
import { JsonTree } from '../../json/json-tree.tsx';
import type { JsonLink } from '../../json/node-tree.tsx';
import { Untrusted } from '../../ui/bidi.tsx';
import { classNames } from '../../ui/class-names.ts';
import { CopyableId } from '../../ui/copyable-id.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useLedTo } from '../../ui/use-led-to.ts';
import { linkedPath, type ToolCallContext } from '../renderer.ts';
import { ChunkText } from './chunk-text.tsx';
import { CitedIn } from './cited-in.tsx';
import { citedRanges } from './marked-passage.ts';
import { ScoreBar } from './score-bar.tsx';

/**
 * One passage that was found: score, file, text with what messages cite of it, and what the source added to it. `position`
 * is its place in the source's list, from 1.
 */
export function ResultCard({
  result,
  position,
  moved,
  threshold,
  context,
}: {
  result: FileSearchResult;
  position: number;
  /** Whether it stands elsewhere in the source's list. */
  moved: boolean;
  threshold: number | null;
  context: ToolCallContext;
}) {
  const { fileId, content, attributes, extra } = result;
  const { citations } = context;
  const use = citations?.use(position - 1) ?? null;
  const marked = citations?.marked === position - 1;
  const card = useLedTo<HTMLElement>(marked);
  const fileName = result.fileName ?? (fileId === null ? null : (context.fileName?.(fileId) ?? null));
  return (
    <article
      ref={card}
      tabIndex={-1}
      aria-current={marked ? 'true' : undefined}
      aria-label={`Result ${position}${fileName === null ? '' : `, ${fileName}`}`}
      className={classNames(
        'grid grid-cols-[minmax(0,1fr)] gap-1.5 rounded-card border px-3 pt-2.5 pb-[11px]',
        marked ? 'border-accent bg-accent-soft' : 'border-line hover:border-line-strong',
      )}
    >
      <div className="flex min-w-0 flex-wrap items-center gap-2 font-medium">
        <ScoreBar score={result.score} threshold={threshold} />
        <Icon of={FileText} size={14} className="text-ink-2" />
        <span className="min-w-0 flex-1 wrap-anywhere">
          {fileName === null ? (
            <span className="font-normal text-ink-3">name not known</span>
          ) : (
            <Untrusted text={fileName} />
          )}
        </span>
        {moved ? <span className="text-meta font-normal text-ink-3">no. {position} as received</span> : null}
      </div>
      {content === null ? (
        <p className="text-meta text-ink-2">
          Content not returned by the source. It was asked for the texts of passages and left them out.
        </p>
      ) : content.length === 0 ? (
        <p className="text-meta text-ink-2">This passage has no text.</p>
      ) : (
        content.map((text, i) => (
          <ChunkText key={i} text={text} name={`text${i + 1}`} cited={citedRanges(use, i)} context={context} />
        ))
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-meta text-ink-3 empty:hidden">
        {fileId === null ? null : <CopyableId id={fileId} display={shortId(fileId)} />}
        {use && citations ? (
          <span className="ml-auto">
            <CitedIn use={use} citations={citations} />
          </span>
        ) : null}
      </div>
      <Labelled
        label="Attributes"
        value={attributes}
        {...linkedPath(context, `results.${position - 1}.attributes`, false)}
      />
      <Labelled label="Other fields" value={extra} {...linkedPath(context, `results.${position - 1}.other`, false)} />
    </article>
  );
}

function Labelled({ label, value, ...link }: JsonLink & { label: string; value: object | null }) {
  if (value === null || Object.keys(value).length === 0) return null;
  return (
    <div className="overflow-hidden rounded-control border border-line">
      <p className="border-b border-line px-2.5 py-0.5 text-meta text-ink-2">{label}</p>
      <JsonTree value={value} label={label} {...link} />
    </div>
  );
}
