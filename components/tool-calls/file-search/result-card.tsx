import { FileText } from 'lucide-react';
import type { FileSearchResult } from '#lib/domain/tool-call.ts';
import { JsonTree } from '../../json/json-tree.tsx';
import { Untrusted } from '../../ui/bidi.tsx';
import { CopyableId } from '../../ui/copyable-id.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { ToolCallContext } from '../renderer.ts';
import { ChunkText } from './chunk-text.tsx';
import { ScoreBar } from './score-bar.tsx';

/** One passage that was found: score, file, text, and what the source added to it. `position` is its place in the source's list. */
export function ResultCard({
  result,
  position,
  threshold,
  context,
}: {
  result: FileSearchResult;
  position: number;
  threshold: number | null;
  context: ToolCallContext;
}) {
  const { fileId, content, attributes, extra } = result;
  const fileName = result.fileName ?? (fileId === null ? null : (context.fileName?.(fileId) ?? null));
  return (
    <article
      aria-label={`Result ${position}${fileName === null ? '' : `, ${fileName}`}`}
      className="grid grid-cols-[minmax(0,1fr)] gap-1.5 rounded-card border border-line px-3 pt-2.5 pb-[11px] hover:border-line-strong"
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
        <span className="text-meta font-normal text-ink-3">no. {position} as received</span>
      </div>
      {content === null ? (
        <p className="text-meta text-ink-2">Content not returned by the source.</p>
      ) : content.length === 0 ? (
        <p className="text-meta text-ink-2">This passage has no text.</p>
      ) : (
        content.map((text, i) => <ChunkText key={i} text={text} context={context} />)
      )}
      {fileId === null ? null : (
        <div className="text-ink-3">
          <CopyableId id={fileId} />
        </div>
      )}
      <Labelled label="Attributes" value={attributes} />
      <Labelled label="Other fields" value={extra} />
    </article>
  );
}

function Labelled({ label, value }: { label: string; value: object | null }) {
  if (value === null || Object.keys(value).length === 0) return null;
  return (
    <div className="overflow-hidden rounded-control border border-line">
      <p className="border-b border-line px-2.5 py-0.5 text-meta text-ink-2">{label}</p>
      <JsonTree value={value} label={label} />
    </div>
  );
}
