'use client';

import { WrapText } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { Block } from '../ui/block.tsx';
import { IconButton } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { type Cut, CutNote } from '../ui/cut-note.tsx';
import { formatCount } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { TextLines } from '../ui/text-lines.tsx';
import { drawLog } from './draw-log.tsx';
import { FindField } from './find-field.tsx';
import { findHits, hitsOfLine } from './find-hits.ts';
import { readLog } from './log-lines.ts';

/** The output of a program: terminal colours in our tokens, everything else a terminal would do left out, with a search. */
export function LogView({ text, label, ...cut }: Cut & { text: string; label: string }) {
  const [wrap, setWrap] = useState(false);
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const log = useMemo(() => readLog(text), [text]);
  const wanted = useDeferredValue(words);
  const hits = useMemo(() => findHits(log.plain, wanted), [log, wanted]);
  const current = hits.list[at] ?? hits.list[0];
  const place = useMemo(() => (current ? { line: current.line, column: current.from } : null), [current]);
  const step = (by: 1 | -1) => setAt((before) => (before + by + hits.list.length) % Math.max(1, hits.list.length));
  const lines = log.plain.length;
  return (
    <Block
      title={label}
      note={lines === 0 ? '' : `${cut.truncated ? 'over ' : ''}${formatCount(lines)} ${lines === 1 ? 'line' : 'lines'}`}
      actions={
        <>
          {lines > 1 ? (
            <FindField
              label={`Find in ${label.toLowerCase()}`}
              words={words}
              onChange={(next) => {
                setWords(next);
                setAt(0);
              }}
              at={hits.list[at] ? at : 0}
              count={hits.list.length}
              more={hits.more}
              onStep={step}
            />
          ) : null}
          <IconButton size="sm" label="Wrap lines" aria-pressed={wrap} onClick={() => setWrap(!wrap)}>
            <Icon of={WrapText} size={14} />
          </IconButton>
          <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
        </>
      }
    >
      {lines === 0 ? (
        <p className="bg-inset px-[11px] py-2 text-meta text-ink-3">nothing was printed</p>
      ) : (
        <TextLines
          lines={log.plain}
          label={`${label}, text`}
          wrap={wrap}
          place={place}
          draw={(line, from, to) => {
            const { first, hits: own } = hitsOfLine(hits.list, line);
            return drawLog(log.pieces(line), from, to, own, (hits.list[at] ? at : 0) - first);
          }}
        />
      )}
      <CutNote cut={cut} />
    </Block>
  );
}
