'use client';

import { ChevronRight } from 'lucide';
import { useState } from 'react';
import type { RedactionHit } from '#lib/domain/redaction.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import { Untrusted } from '../../ui/bidi.tsx';
import { Button } from '../../ui/button.tsx';
import { formatCount, formatCountOf } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import type { HitGroup } from './hit-groups.ts';
import { isOn, withPlace, withValue } from './share-draft.ts';
import { placeWords, reasonWords } from './share-words.ts';

/** Places of a value that are drawn at first, and more with each press. */
const DRAWN = 100;
const MONO = 'font-mono text-meta tracking-[-0.02em]';

/** One value with what stands in its place, a switch for all of its places, and those when it is opened. */
export function HitGroupRow({
  group: { hits, whole },
  state,
  except,
  onChange,
}: {
  group: HitGroup;
  state: TraceState;
  except: readonly string[];
  onChange: (except: string[]) => void;
}) {
  const [open, setOpen] = useState(false);
  const [drawn, setDrawn] = useState(DRAWN);
  const [first] = hits;
  const on = hits.filter((hit) => isOn(hit, except)).length;
  const name = whole ? reasonWords(first) : first.text;
  return (
    <li className="min-w-0 [contain-intrinsic-size:auto_34px] [content-visibility:auto]">
      <div className="flex min-h-[34px] min-w-0 items-center gap-2 px-[11px] py-1">
        <Switch
          name={`Take out ${name.slice(0, 80)}`}
          on={on > 0}
          mixed={on > 0 && on < hits.length}
          fixed={first.fixed}
          onChange={(next) => onChange(withValue(except, hits, next))}
        />
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex min-h-6 min-w-0 flex-1 cursor-pointer items-center gap-2 text-left pointer-coarse:min-h-11"
        >
          <Icon of={ChevronRight} size={14} className={`flex-none text-ink-3 ${open ? 'rotate-90' : ''}`} />
          {whole ? (
            <span className="font-medium">{name}</span>
          ) : (
            <>
              <span className={`${MONO} min-w-0 truncate ${on === 0 ? '' : 'line-through decoration-ink-3'}`}>
                <Untrusted text={first.text} />
              </span>
              {on === 0 ? null : <Instead text={first.replacement} />}
            </>
          )}
          <span className="ml-auto flex-none text-micro text-ink-3">
            {whole ? '' : `${reasonWords(first)}, `}
            {formatCountOf(hits.length, 'place')}
            {first.fixed ? ', always' : ''}
          </span>
        </button>
      </div>
      {open ? (
        <ul className="grid min-w-0 gap-1 pr-[11px] pb-2 pl-8">
          {hits.slice(0, drawn).map((hit) => (
            <Place
              key={hit.id}
              hit={hit}
              where={placeWords(hit, state)}
              on={isOn(hit, except)}
              onChange={(next) => onChange(withPlace(except, hit, hits, next))}
            />
          ))}
          {hits.length > drawn ? (
            <li>
              <Button variant="ghost" onClick={() => setDrawn(drawn + DRAWN * 5)} className="tap">
                Show {formatCount(hits.length - drawn)} more places
              </Button>
            </li>
          ) : null}
        </ul>
      ) : null}
    </li>
  );
}

function Place({
  hit,
  where,
  on,
  onChange,
}: {
  hit: RedactionHit;
  where: string;
  on: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <li className="flex min-w-0 items-start gap-2">
      <Switch name={`Take out at ${where}`} on={on} fixed={hit.fixed} onChange={onChange} />
      <div className="min-w-0 flex-1">
        <p className="text-micro wrap-anywhere text-ink-2">
          <Untrusted text={where} />
        </p>
        <p className={`${MONO} line-clamp-2 wrap-anywhere`}>
          <Untrusted text={hit.before} />
          {on ? <Instead text={hit.replacement} /> : <mark className="bg-mark text-ink">{hit.text}</mark>}
          <Untrusted text={hit.after} />
        </p>
      </div>
    </li>
  );
}

/** What the recipient reads instead, as a boxed word. */
function Instead({ text }: { text: string }) {
  return (
    <span className="mx-0.5 flex-none rounded-chip border border-line-strong bg-inset px-1 font-mono text-meta tracking-[-0.02em]">
      {text.replace(/\[([^\]]*)\]/g, '$1')}
    </span>
  );
}

function Switch({
  name,
  on,
  mixed = false,
  fixed,
  onChange,
}: {
  name: string;
  on: boolean;
  mixed?: boolean;
  fixed: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <label className="grid size-6 flex-none cursor-pointer place-items-center pointer-coarse:size-11">
      <input
        type="checkbox"
        aria-label={name}
        checked={on}
        disabled={fixed}
        ref={(box) => {
          if (box) box.indeterminate = mixed;
        }}
        onChange={(event) => onChange(mixed ? true : event.target.checked)}
        className="cursor-pointer accent-accent"
      />
    </label>
  );
}
