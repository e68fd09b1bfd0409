'use client';

import { Download, WrapText } from 'lucide';
import { useMemo, useRef, useState } from 'react';
import { announce } from '../ui/announcer.ts';
import { Block } from '../ui/block.tsx';
import { buttonClass, IconButton } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { type Cut, CutNote } from '../ui/cut-note.tsx';
import { formatBytes, formatCount, formatCountOf } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useTextLook } from '../ui/text-look.ts';
import { useSaid } from '../ui/use-said.ts';
import { ChosenBar } from './chosen-bar.tsx';
import { FindField } from './find-field.tsx';
import { GoToLine } from './go-to-line.tsx';
import type { ChosenLines, DistantSource, Finding, LineSource } from './line-source.ts';
import { LogRows } from './log-rows.tsx';
import { ReadProblem } from './read-problem.tsx';
import { useDistant } from './use-distant.ts';
import { useFind } from './use-find.ts';

/** A text of more lines is gone through by their numbers. */
const MANY = 100;

const CHANGED = 'The text has changed since this link was made. It may point to other lines now.';

interface LogViewProps {
  /** What of the log is here: all of it, or its beginning when `cut` says so. */
  source: LineSource;
  label: string;
  cut?: Cut;
  /** Where the whole can be had. */
  distant?: DistantSource | null;
  chosen?: ChosenLines | null;
  /** Makes lines choosable. A new choice has the hash of the text it was made in. */
  onChoose?: ((chosen: ChosenLines | null) => void) | undefined;
  /** Remembers what is looked for; without it that is forgotten with the view. */
  finding?: Finding | undefined;
}

/**
 * The output of a program: terminal colours in our tokens, everything else a terminal would do left out, with a search and
 * lines that can be chosen. Of a log that is elsewhere only the lines in view are read.
 */
export function LogView(props: LogViewProps) {
  const { source: head, label, cut = {}, distant = null, chosen = null, onChoose, finding } = props;
  const [wrap, setWrap] = useTextLook('wrap');
  const whole = useDistant(distant, cut.truncated === true);
  const source = whole.source ?? head;
  const opening = cut.truncated === true && !whole.source;
  const find = useFind(source, finding, opening && distant?.open != null);
  /** Lines that were chosen here are in view already. */
  const [own, setOwn] = useState<string | null>(null);
  const name = chosen && `${chosen.from}-${chosen.to}`;
  const goal = useMemo(() => (name === null ? null : { line: Number(name.split('-')[0]) - 1 }), [name]);
  /** The line that was asked for by its number; the same one again is another object. */
  const [asked, setAsked] = useState<{ name: string; line: number } | null>(null);
  const anchor = useRef<number | null>(null);
  const choose = (line: number, further: boolean) => {
    const start = further ? (anchor.current ?? chosen?.from ?? line) : line;
    anchor.current = start;
    const next = { from: Math.min(start, line), to: Math.max(start, line), hash: source.hash || null };
    setOwn(`${next.from}-${next.to}`);
    setAsked(null);
    const same = !further && chosen?.from === line && chosen.to === line;
    onChoose?.(same ? null : next);
  };
  const goTo = (line: number) => {
    anchor.current = line;
    setAsked({ name: `${line}-${line}`, line: line - 1 });
    onChoose?.({ from: line, to: line, hash: source.hash || null });
    announce(`Line ${formatCount(line)}`);
  };
  /** Where the reader was led to: by a number, or by what is chosen, unless that was chosen here. */
  const led = asked && (!onChoose || asked.name === name) ? asked : own === name ? null : goal;
  const warning = warningOf(source, chosen, opening);
  useSaid(warning);
  const title = label.toLowerCase();
  return (
    <Block
      title={label}
      note={
        // Beside a long count it would be a letter or two.
        <span className={find.words === '' ? '' : '@max-[26rem]:hidden'}>{noteOf(source, opening ? cut : null)}</span>
      }
      oneLine
      actions={
        <>
          {source.total > 1 ? <FindField label={`Find in ${title}`} find={find} partial={opening} /> : null}
          <span className="flex flex-none gap-2 @max-[26rem]:gap-0.5">
            {source.total > MANY ? <GoToLine total={source.total} more={opening} onGo={goTo} /> : null}
            <IconButton size="sm" label="Wrap lines" aria-pressed={wrap} onClick={() => setWrap(!wrap)}>
              <Icon of={WrapText} size={14} />
            </IconButton>
            {source.text === undefined || opening ? null : <CopyButton text={source.text} label={`Copy ${title}`} />}
            {distant && head.total > 0 ? (
              <a
                href={distant.href}
                download
                aria-label={`Download ${title}`}
                title="Download"
                className={`${buttonClass('ghost', 'sm')} w-6 px-0!`}
              >
                <Icon of={Download} size={14} />
              </a>
            ) : null}
          </span>
        </>
      }
    >
      {warning === '' ? null : (
        <p className="border-b border-line bg-wait-soft px-[11px] py-1.5 text-meta text-ink">{warning}</p>
      )}
      {source.total === 0 ? (
        <p className="bg-inset px-[11px] py-2 text-meta text-ink-3">nothing was printed</p>
      ) : (
        <LogRows
          source={source}
          head={head}
          label={label}
          wrap={wrap}
          marks={{ words: find.found, current: find.current, chosen, goal: led }}
          onChoose={onChoose ? choose : null}
        />
      )}
      {chosen && onChoose && source.total > 0 ? (
        <ChosenBar key={name} source={source} chosen={chosen} onClear={() => onChoose(null)} />
      ) : null}
      {whole.failed ? <ReadProblem words="The rest of this text could not be read." again={whole.again} /> : null}
      {distant?.open ? null : <CutNote cut={cut} />}
    </Block>
  );
}

/** What is not as it was when lines were chosen; empty where all of them are there. */
function warningOf({ hash, total }: LineSource, chosen: ChosenLines | null, opening: boolean): string {
  if (chosen === null) return '';
  const words = chosen.hash && hash !== '' && chosen.hash !== hash ? [CHANGED] : [];
  if (!opening && total > 0 && chosen.to > total) {
    words.push(`This link reaches to line ${formatCount(chosen.to)}, but the text ends at line ${formatCount(total)}.`);
  }
  return words.join(' ');
}

/** `cut` is given as long as only the beginning is here. */
function noteOf(source: LineSource, cut: Cut | null): string {
  if (source.total === 0) return '';
  const lines = formatCountOf(source.total, 'line');
  if (cut) return `over ${lines}${cut.bytes === undefined ? '' : ` of ${formatBytes(cut.bytes)}`}`;
  return source.lines ? lines : `${lines}, ${formatBytes(source.bytes)}`;
}
