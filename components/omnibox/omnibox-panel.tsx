import { MessageSquareText } from 'lucide-react';
import { shortId } from '#lib/domain/ids.ts';
import type { OpenItem } from '#lib/contract/source-schema.ts';
import { StatusGlyph } from '../status/status.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/icon.tsx';
import type { OpenResults } from './use-open-results.ts';

const FORMS = [
  { form: 'thread_…', does: 'a thread, with its runs in place' },
  { form: 'thread_…/run_…', does: 'a run' },
  { form: 'run_…', does: 'a run that is in the list already' },
  { form: 'https://…/threads/…/runs/…', does: 'an address of the API or of a dashboard' },
];

const GROUPS = { run: 'Run', thread: 'Thread' };

/** Id of the option at a place, for `aria-activedescendant`. */
export function optionId(list: string, at: number): string {
  return `${list}-${at}`;
}

/** What stands below the field: accepted forms, what was found, or what is missing. */
export function OmniboxPanel({
  id,
  results,
  active,
  onPoint,
  onOpen,
}: {
  id: string;
  results: OpenResults;
  active: number;
  onPoint: (at: number) => void;
  onOpen: (item: OpenItem) => void;
}) {
  const { state, items, problem } = results;
  return (
    // It can have the focus, so that a press on it does not leave the omnibox.
    <div tabIndex={-1} className="border-t border-line pb-1 outline-none">
      {items.length > 0 ? (
        <div role="listbox" id={id} aria-label="What this opens">
          {groupsOf(items).map(({ kind, from, members }) => (
            <div key={from} role="group" aria-label={GROUPS[kind]}>
              <div aria-hidden className="px-3.5 pt-2 pb-1 text-micro font-medium text-ink-3">
                {GROUPS[kind]}
              </div>
              {members.map((item, i) => (
                <Option
                  key={item.href}
                  id={optionId(id, from + i)}
                  item={item}
                  selected={from + i === active}
                  onPoint={() => onPoint(from + i)}
                  onOpen={() => onOpen(item)}
                />
              ))}
            </div>
          ))}
        </div>
      ) : null}
      <p role="status" className={classNames('px-3.5 text-ink-2', (state === 'pending' || problem) && 'py-2.5')}>
        {state === 'pending' ? 'Looking…' : problem ? <Untrusted text={problem} /> : null}
      </p>
      {state === 'empty' ? <Forms /> : null}
    </div>
  );
}

function Option({
  id,
  item,
  selected,
  onPoint,
  onOpen,
}: {
  id: string;
  item: OpenItem;
  selected: boolean;
  onPoint: () => void;
  onOpen: () => void;
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field keeps the focus; its Enter opens the active option
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      onPointerMove={onPoint}
      onClick={onOpen}
      className="mx-1 grid min-h-[34px] cursor-pointer pointer-coarse:min-h-11 grid-cols-[16px_auto_minmax(0,1fr)_auto] items-center gap-2.5 rounded-control px-2.5 aria-selected:bg-accent-soft"
    >
      {item.status === null ? (
        <Icon of={MessageSquareText} className="text-ink-2" />
      ) : (
        <StatusGlyph status={item.status} />
      )}
      <span className="font-mono text-meta tracking-[-0.02em]" title={item.id}>
        <Untrusted text={shortId(item.id)} />
      </span>
      <span className="truncate text-ink-2">
        <Untrusted text={item.label} />
      </span>
      <span aria-hidden className="text-meta text-ink-3">
        {selected ? '↵ open' : item.kind}
      </span>
    </div>
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

function groupsOf(items: readonly OpenItem[]) {
  const groups: { kind: OpenItem['kind']; from: number; members: OpenItem[] }[] = [];
  items.forEach((item, i) => {
    const last = groups.at(-1);
    if (last?.kind === item.kind) last.members.push(item);
    else groups.push({ kind: item.kind, from: i, members: [item] });
  });
  return groups;
}
