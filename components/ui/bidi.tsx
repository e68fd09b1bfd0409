import type { ReactNode } from 'react';

/** Marks that turn the direction of writing, and other control characters that would hide or move text. */
const HIDDEN_RUN = /([\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])/u;

/** Code points that turn the direction of writing; unlike the others this leaves tabs and line ends alone. */
const BIDI_RUN = /([\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])/;

/** Those that turn or fence what follows them; writing in two directions seldom needs them, the other marks it does. */
const TURNING_RUN = /([\u202a-\u202e\u2066-\u2069])/;

function codePoint(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function marked(text: string, pattern: RegExp): ReactNode {
  if (!pattern.test(text)) return text;
  return text.split(pattern).map((part, i) =>
    i % 2 === 1 ? (
      <span key={i} className="rounded-bar bg-wait-soft px-0.5 font-mono text-[0.88em] text-wait">
        {codePoint(part)}
      </span>
    ) : (
      part
    ),
  );
}

/** An id or a file name that others wrote: kept apart from the direction of the text around it, control characters spelled out. */
export function Untrusted({ text, ...look }: { text: string; className?: string; title?: string | undefined }) {
  return <bdi {...look}>{marked(text, HIDDEN_RUN)}</bdi>;
}

/** Running text that others wrote: kept apart in the same way, with what turns or fences its direction spelled out. */
export function SpelledText({ text, ...look }: { text: string; className?: string }) {
  return <bdi {...look}>{withoutTurns(text)}</bdi>;
}

/** Running text with what turns or fences its direction spelled out. Gives the text itself where there is nothing to spell out. */
export function withoutTurns(text: string): ReactNode {
  return marked(text, TURNING_RUN);
}

/** One line of code or of a log with marks of direction spelled out, so that it reads in the order it runs in. */
export function withoutBidi(text: string): ReactNode {
  return marked(text, BIDI_RUN);
}
