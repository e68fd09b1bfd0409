'use client';

import type { FileSearchCall, FileSearchResult } from '#lib/domain/tool-call.ts';
import { SpelledText, Untrusted } from '../../ui/bidi.tsx';
import { Button } from '../../ui/button.tsx';
import { useShownCount, Within } from '../../ui/disclosure.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FieldList } from '../../ui/field-list.tsx';
import { formatCount } from '../../ui/format.ts';
import type { ToolCallContext } from '../renderer.ts';
import { ResultCard } from './result-card.tsx';
import { resultsByScore } from './results-by-score.ts';

/** The protocol returns at most 50; other hosts may return more. */
const RESULTS_AT_ONCE = 100;

/** A search in files: how it was ranked and what it found, best first. */
export function FileSearch({ call, context }: { call: FileSearchCall; context: ToolCallContext }) {
  const { results, queries, scoreThreshold } = call;
  return (
    <>
      <FieldList
        fields={[
          ...(queries.length === 0
            ? []
            : [{ label: queries.length > 1 ? 'Queries' : 'Query', value: queriesOf(queries) }]),
          {
            label: 'Ranker',
            value:
              call.ranker === null ? null : (
                <span className="font-mono tracking-[-0.02em]">
                  <Untrusted text={call.ranker} />
                </span>
              ),
          },
          { label: 'Score threshold', value: scoreThreshold === null ? null : thresholdText(scoreThreshold) },
          { label: 'Results', value: results === null ? null : countText(results.length, context.citations?.cited) },
        ]}
      />
      {results === null ? (
        <p className="text-meta text-ink-2">
          Results not returned by the source.
          {call.type === 'retrieval' ? ' The first version of the protocol (retrieval) kept none.' : ''}
        </p>
      ) : results.length === 0 && context.goesOn ? (
        <p className="text-meta text-ink-2">No results yet.</p>
      ) : results.length === 0 ? (
        <EmptyState title="Nothing found">
          {scoreThreshold === null || scoreThreshold === 0
            ? 'The search returned no passage.'
            : `No passage reached the score threshold of ${scoreThreshold}.`}
        </EmptyState>
      ) : (
        <Results results={results} threshold={scoreThreshold} context={context} />
      )}
    </>
  );
}

function Results({
  results,
  threshold,
  context,
}: {
  results: FileSearchResult[];
  threshold: number | null;
  context: ToolCallContext;
}) {
  const [asked, setShown] = useShownCount('results', RESULTS_AT_ONCE);
  const ranked = resultsByScore(results);
  const marked = ranked.findIndex(({ position }) => position - 1 === context.citations?.marked);
  const shown = Math.max(asked, marked + 1);
  const rest = results.length - shown;
  return (
    <>
      <ol className="grid gap-3" aria-label="Results by score">
        {ranked.slice(0, shown).map(({ result, position }, i) => (
          <li key={position} className="min-w-0">
            <Within name={`result${position}`}>
              <ResultCard
                result={result}
                position={position}
                moved={position !== i + 1}
                threshold={threshold}
                context={context}
              />
            </Within>
          </li>
        ))}
      </ol>
      {rest > 0 ? (
        <Button onClick={() => setShown(shown + RESULTS_AT_ONCE)}>
          Show {formatCount(Math.min(rest, RESULTS_AT_ONCE))} more of {formatCount(rest)}
        </Button>
      ) : null}
    </>
  );
}

function countText(found: number, cited: number | null | undefined): string {
  const count = formatCount(found);
  return found === 0 || cited == null ? count : `${count}, ${cited === 0 ? 'none' : formatCount(cited)} cited`;
}

function queriesOf(queries: string[]) {
  return (
    <ul>
      {queries.map((query, i) => (
        <li key={i} className="whitespace-pre-wrap">
          <SpelledText text={query} />
        </li>
      ))}
    </ul>
  );
}

/** As scores are written, but never another number than the source's. */
function thresholdText(threshold: number): string {
  const short = threshold.toFixed(2);
  return Number(short) === threshold ? short : String(threshold);
}
