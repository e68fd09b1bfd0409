import type { Citation, Confidence } from '#lib/domain/citations-model.ts';
import { SpelledText, Untrusted } from '../ui/bidi.tsx';
import { formatScore } from '../ui/format.ts';
import type { Source } from './citations.ts';
import type { MessageContext } from './message-context.ts';

/** How sure a link between a citation and a passage is, in words. */
const CONFIDENCE: Record<Confidence, string> = {
  exact: 'Exact: the same words stand in this passage.',
  likely: 'Likely: of the file’s passages this one shares the most words.',
  'file only': 'File only: which of its passages is meant is not known.',
};

/** What a chip stands for, in short: file, score, words of the passage, and how sure that is. */
export function CiteCard({
  source,
  citation,
  context,
}: {
  source: Source;
  citation: Citation | null;
  context: MessageContext;
}) {
  const { annotation, cited } = source;
  const match = citation?.match ?? cited?.match ?? null;
  const { fileId, url } = annotation;
  const name = match?.fileName ?? (fileId === null ? annotation.title : (context.fileName?.(fileId) ?? null));
  return (
    <span className="grid gap-1 text-meta">
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="min-w-0 truncate font-medium">
          <Untrusted text={name ?? fileId ?? url ?? annotation.type} />
        </span>
        {match?.score == null ? null : (
          <span className="ml-auto whitespace-nowrap text-ink-2">score {formatScore(match.score)}</span>
        )}
      </span>
      {match?.excerpt ? (
        <span className="line-clamp-4 text-ink-2">
          “<SpelledText text={match.excerpt} />”
        </span>
      ) : null}
      {match ? <span className="text-ink-3">{CONFIDENCE[match.confidence]}</span> : null}
      {citation?.neverRetrieved ? (
        <span className="text-wait">Cited, never retrieved: no search of this run returned the file.</span>
      ) : null}
      {!match && !citation?.neverRetrieved && annotation.type === 'file_citation' ? (
        <span className="text-ink-3">The source did not say which passage this is.</span>
      ) : null}
    </span>
  );
}
