'use client';

import { WrapText } from 'lucide';
import { useMemo } from 'react';
import { Block } from '../ui/block.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { copyWords, type Cut, CutNote } from '../ui/cut-note.tsx';
import { placeName, useDisclosure } from '../ui/disclosure.tsx';
import { formatCountOf } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { splitLines } from '../ui/split-lines.ts';
import { TextLines } from '../ui/text-lines.tsx';
import { useTextLook } from '../ui/text-look.ts';
import { useWantedPlace } from '../ui/wanted-words.ts';
import { drawPieces, useColours } from './coloured.tsx';

/** Longer code is folded to this many lines. */
const FOLD_OVER = 60;

const LANGUAGES = { python: 'Python', json: 'JSON', text: '' };

type CodeBlockProps = Cut & { code: string; language: keyof typeof LANGUAGES; label: string };

/** Code with line numbers, plain at first and coloured as soon as the highlighter is there. */
export function CodeBlock({ code, language, label, ...cut }: CodeBlockProps) {
  const [wrap, setWrap] = useTextLook('wrap');
  const [whole, setWhole] = useDisclosure(placeName(label));
  const lines = useMemo(() => splitLines(code), [code]);
  const done = useColours(code, language === 'text' ? null : language);
  const coloured = done?.code === code ? done.lines : null;
  const wanted = useWantedPlace(lines);
  const folded = !whole && lines.length > FOLD_OVER && (wanted?.line ?? 0) < FOLD_OVER;
  const shown = useMemo(() => (folded ? lines.slice(0, FOLD_OVER) : lines), [folded, lines]);
  const count = formatCountOf(lines.length, 'line');
  return (
    <Block
      title={label}
      note={[LANGUAGES[language], lines.length === 0 ? '' : count].filter(Boolean).join(', ')}
      actions={
        <>
          <IconButton size="sm" label="Wrap lines" aria-pressed={wrap} onClick={() => setWrap(!wrap)}>
            <Icon of={WrapText} size={14} />
          </IconButton>
          <CopyButton text={code} {...copyWords(label, cut)} />
        </>
      }
    >
      {lines.length === 0 ? (
        <p className="bg-inset px-[11px] py-2 text-meta text-ink-3">empty</p>
      ) : (
        <TextLines
          key={folded ? 'folded' : 'whole'}
          lines={shown}
          label={`${label}, text`}
          wrap={wrap}
          draw={(line, from, to) => drawPieces(coloured?.[line] ?? [{ text: shown[line] ?? '', tone: '' }], from, to)}
        />
      )}
      {folded ? (
        <div className="border-t border-line px-[11px] py-1.5">
          <Button size="sm" onClick={() => setWhole(true)}>
            Show {formatCountOf(lines.length - FOLD_OVER, 'more line')}
          </Button>
        </div>
      ) : null}
      <CutNote cut={cut} />
    </Block>
  );
}
