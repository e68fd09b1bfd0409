import { ChevronRight, MessageSquareText, Search } from 'lucide';
import { useEffect, useRef } from 'react';
import type { OpenItem } from '#lib/contract/source-schema.ts';
import { shortId } from '#lib/domain/ids.ts';
import type { Command } from '../commands/command.ts';
import { Keycap } from '../commands/keycap.tsx';
import { StatusGlyph, statusLabel } from '../status/status.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/icon.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { PaletteItem } from './palette-items.ts';
import type { Palette } from './use-palette.ts';

const FORMS = [
  { form: 'thread_…', does: 'a thread, with its runs in place' },
  { form: 'thread_…/run_…', does: 'a run' },
  { form: 'run_…', does: 'a run that is in the list already' },
  { form: 'https://…/threads/…/runs/…', does: 'an address of the API or of a dashboard' },
  { form: 'any words', does: 'a search in all runs' },
];

/** Id of the option at a place, for `aria-activedescendant`. */
export function optionId(list: string, at: number): string {
  return `${list}-${at}`;
}

/** What stands below the field: accepted forms, what can be opened and done, or what is missing. */
export function OmniboxPanel({
  id,
  palette,
  active,
  onPoint,
  onChoose,
}: {
  id: string;
  palette: Palette;
  active: number;
  onPoint: (item: string) => void;
  onChoose: (item: PaletteItem) => void;
}) {
  const { state, items, problem } = palette;
  return (
    // It can have the focus, so that a press on it does not leave the omnibox.
    <div
      tabIndex={-1}
      className="max-h-[min(480px,70dvh)] overflow-auto border-t border-line pb-1 outline-none [scrollbar-width:thin]"
    >
      {state === 'empty' ? <Forms /> : null}
      {items.length > 0 ? (
        <div role="listbox" id={id} aria-label="What this opens or does">
          {groupsOf(items).map(({ group, from, members }) => (
            <div key={`${group} ${from}`} role="group" aria-label={group}>
              <div aria-hidden className="px-3.5 pt-2 pb-1 text-micro font-medium text-ink-3">
                {group}
              </div>
              {members.map((item, i) => (
                <Option
                  key={item.id}
                  id={optionId(id, from + i)}
                  item={item}
                  selected={from + i === active}
                  onPoint={() => onPoint(item.id)}
                  onChoose={() => onChoose(item)}
                />
              ))}
            </div>
          ))}
        </div>
      ) : null}
      <p className={classNames('px-3.5 text-ink-2', (state === 'pending' || problem) && 'py-2.5')}>
        {state === 'pending' ? 'Looking…' : problem ? <Untrusted text={problem} /> : null}
      </p>
    </div>
  );
}

function Option({
  id,
  item,
  selected,
  onPoint,
  onChoose,
}: {
  id: string;
  item: PaletteItem;
  selected: boolean;
  onPoint: () => void;
  onChoose: () => void;
}) {
  const element = useRef<HTMLDivElement>(null);
  // Outside React: the scroll position of the list.
  useEffect(() => {
    if (selected) element.current?.scrollIntoView?.({ block: 'nearest' });
  }, [selected]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field keeps the focus; its Enter chooses the active option
    <div
      ref={element}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      onPointerMove={onPoint}
      onClick={onChoose}
      className="mx-1 grid min-h-[34px] cursor-pointer pointer-coarse:min-h-11 grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-2.5 rounded-control px-2.5 aria-selected:bg-accent-soft"
    >
      {item.kind === 'open' ? (
        <Opens item={item.item} selected={selected} />
      ) : item.kind === 'search' ? (
        <Searches text={item.text} selected={selected} />
      ) : (
        <Does command={item.command} />
      )}
    </div>
  );
}

function Opens({ item, selected }: { item: OpenItem; selected: boolean }) {
  return (
    <>
      {item.status === null ? (
        <Icon of={MessageSquareText} className="text-ink-2" />
      ) : (
        <StatusGlyph status={item.status} />
      )}
      <span className="flex min-w-0 gap-2.5">
        <span className="flex-none font-mono text-meta tracking-[-0.02em]" title={item.id}>
          <Untrusted text={shortId(item.id)} />
        </span>
        <span className="truncate text-ink-2">
          <Untrusted text={item.label} />
          {item.status !== null && item.createdAt ? (
            <>
              , {statusLabel(item.status).toLowerCase()}, <TimeText at={item.createdAt} mode="ago" />
            </>
          ) : null}
        </span>
      </span>
      <span aria-hidden className="text-meta text-ink-3">
        {selected ? '↵ open' : item.kind}
      </span>
    </>
  );
}

function Searches({ text, selected }: { text: string; selected: boolean }) {
  return (
    <>
      <Icon of={Search} className="text-ink-2" />
      <span className="truncate">
        Search for “<Untrusted text={text} />” in all runs
      </span>
      <span aria-hidden className="text-meta text-ink-3">
        {selected ? '↵ search' : ''}
      </span>
    </>
  );
}

function Does({ command }: { command: Command }) {
  const [key] = command.keys;
  return (
    <>
      <Icon of={ChevronRight} className="text-ink-2" />
      <span className="truncate">{command.does}</span>
      <span aria-hidden>{key === undefined ? null : <Keycap of={key} />}</span>
    </>
  );
}

function Forms() {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 px-3.5 pt-2.5 pb-2 text-meta">
      {FORMS.map(({ form, does }) => (
        <div key={form} className="contents">
          <dt className="font-mono tracking-[-0.02em]">{form}</dt>
          <dd className="text-ink-2">{does}</dd>
        </div>
      ))}
    </dl>
  );
}

function groupsOf(items: readonly PaletteItem[]) {
  const groups: { group: PaletteItem['group']; from: number; members: PaletteItem[] }[] = [];
  items.forEach((item, i) => {
    const last = groups.at(-1);
    if (last?.group === item.group) last.members.push(item);
    else groups.push({ group: item.group, from: i, members: [item] });
  });
  return groups;
}
