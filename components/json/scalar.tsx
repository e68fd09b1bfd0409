import type { ReactNode } from 'react';
import { withoutBidi } from '../ui/bidi.tsx';
import type { JsonNode } from './json-node.ts';

/** A string is shown to this many characters on its line, and to TEXT_LIMIT when it is opened; the rest is in the raw text. */
const LINE_LIMIT = 10_000;
const TEXT_LIMIT = 100_000;

type Scalar = Extract<JsonNode, { text: string }>;

const TONES = { string: 'text-syn-str', number: 'text-syn-num', literal: 'text-syn-kw' };

/** Whether a string has more than its line shows well, so that opening it helps. */
export function isLongText(node: JsonNode): boolean {
  return node.type === 'string' && (node.text.length > 60 || node.text.includes('\n'));
}

/** A value in its colour: strings as JSON writes them, or, when `whole`, with real line breaks. */
export function ScalarValue({ node, whole = false }: { node: Scalar; whole?: boolean }) {
  return (
    <span className={TONES[node.type]}>
      {node.type === 'string' && whole ? wholeText(node.text) : withoutBidi(scalarText(node))}
    </span>
  );
}

/** A value as JSON writes it, cut to what a line holds. */
function scalarText(node: Scalar): string {
  if (node.type !== 'string') return node.text.slice(0, LINE_LIMIT);
  if (node.text.length <= LINE_LIMIT) return JSON.stringify(node.text);
  return `${JSON.stringify(node.text.slice(0, LINE_LIMIT)).slice(0, -1)}…`;
}

function wholeText(text: string): ReactNode {
  return (
    <>
      {withoutBidi(text.slice(0, TEXT_LIMIT))}
      {text.length > TEXT_LIMIT ? <span className="text-ink-3"> … the rest is in the raw text</span> : null}
    </>
  );
}
