'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { withoutBidi } from '../ui/bidi.tsx';
import { type CodeLanguage, type CodePiece, highlight } from './highlight.ts';

/** What was coloured last: `lines` belong to `code` and are null where it stays plain. */
export interface Coloured {
  code: string;
  lines: CodePiece[][] | null;
}

/** Code in colours, once the highlighter is there; until then what was coloured before, null at first. */
export function useColours(code: string, language: CodeLanguage | null): Coloured | null {
  const [done, setDone] = useState<Coloured | null>(null);
  // Outside React: the highlighter, which is fetched over the network. Without it the code stays plain.
  useEffect(() => {
    if (language === null) return;
    let wanted = true;
    const colour = async () => {
      const lines = await highlight(code, language).catch(() => null);
      if (wanted) setDone({ code, lines });
    };
    void colour();
    return () => {
      wanted = false;
    };
  }, [code, language]);
  return done;
}

/** Draws the characters `from` to `to` of a line. */
export function drawPieces(pieces: readonly CodePiece[], from: number, to: number): ReactNode[] {
  let at = 0;
  return pieces.map(({ text, tone }, i) => {
    const start = at;
    at += text.length;
    const part = withoutBidi(text.slice(Math.max(0, from - start), Math.max(0, to - start)));
    return tone === '' || part === '' ? (
      part
    ) : (
      <span key={i} className={tone}>
        {part}
      </span>
    );
  });
}
