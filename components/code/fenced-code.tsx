'use client';

import { Fragment, useMemo } from 'react';
import { CopyButton } from '../ui/copy-button.tsx';
import { drawPieces, useColours } from './coloured.tsx';
import { languageOf } from './highlight.ts';

/**
 * Code in running text: plain at first, coloured as soon as the highlighter is there. While more of it comes in, the lines
 * that are there keep their colours. `language` is the word behind the fence.
 */
export function FencedCode({ code, language }: { code: string; language: string }) {
  const known = languageOf(language);
  const done = useColours(code, known);
  const lines = useMemo(() => code.split(/\r\n|\n/), [code]);
  const coloured = done && code.startsWith(done.code) ? (done.lines ?? []) : [];
  const whole = done?.code === code ? coloured.length : coloured.length - 1;
  return (
    <div className="group relative">
      <pre data-left="">
        <code>
          {lines.map((line, i) => (
            <Fragment key={i}>
              {drawPieces((i < whole && coloured[i]) || [{ text: line, tone: '' }], 0, line.length)}
              {i < lines.length - 1 ? '\n' : null}
            </Fragment>
          ))}
        </code>
      </pre>
      <CopyButton
        text={code}
        label="Copy code"
        className="absolute top-1 right-1 bg-inset opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
      />
    </div>
  );
}
