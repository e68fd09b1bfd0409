'use client';

import { Check, Pencil, Star, Trash2 } from 'lucide';
import { type FormEvent, type MouseEvent, useState } from 'react';
import {
  deleteView,
  LONGEST_VIEW_NAME,
  renameView,
  type SavedView,
  saveView,
  setFirstView,
  useSavedViews,
} from '#lib/client/saved-views.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { toast } from '../ui/toast.ts';

/** The views saved on this browser: shows one, names another, says which the list opens with, saves what is in view. */
export function ViewsMenu({ query, onOpen }: { query: string; onOpen: (query: string) => void }) {
  const { views, first } = useSavedViews();
  const [renaming, setRenaming] = useState<string | null>(null);
  const open = (view: string) => (event: MouseEvent<HTMLElement>) => {
    event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
    onOpen(view);
  };
  return (
    <>
      <ul aria-label="Saved views">
        <li>
          <ViewButton name="All runs" current={query === ''} onClick={open('')} />
        </li>
        {views.map((view) =>
          renaming === view.name ? (
            <li key={view.name}>
              <NameForm
                label={`New name of ${view.name}`}
                initial={view.name}
                action="Rename"
                onName={(name) => {
                  renameView(view.name, name);
                  setRenaming(null);
                }}
              />
            </li>
          ) : (
            <li key={view.name} className="flex items-center gap-px">
              <ViewButton name={view.name} current={query === view.query} onClick={open(view.query)} />
              <ViewActions view={view} first={first === view.name} onRename={() => setRenaming(view.name)} />
            </li>
          ),
        )}
      </ul>
      <div className="mt-1 border-t border-line pt-1">
        <NameForm
          label="Name of a new view"
          initial=""
          action="Save view"
          onName={(name) => toast(saveView(name, query) ? `Saved the view ${name}` : 'Too many views are saved')}
        />
        <p className="px-2 pb-1 text-micro text-ink-3">Keeps filters, order and grouping in this browser.</p>
      </div>
    </>
  );
}

function ViewButton({
  name,
  current,
  onClick,
}: {
  name: string;
  current: boolean;
  onClick: (event: MouseEvent<HTMLElement>) => void;
}) {
  return (
    <button
      type="button"
      aria-current={current ? 'true' : undefined}
      onClick={onClick}
      className="flex min-h-control w-full min-w-0 flex-1 cursor-pointer items-center gap-2 rounded-control px-2 text-left text-meta pointer-coarse:min-h-11 hover:bg-hover focus-visible:bg-hover"
    >
      <span className="w-3.5 flex-none text-accent">{current ? <Icon of={Check} size={14} /> : null}</span>
      <span className="truncate" title={name}>
        <Untrusted text={name} />
      </span>
    </button>
  );
}

function ViewActions({ view, first, onRename }: { view: SavedView; first: boolean; onRename: () => void }) {
  return (
    <>
      <IconButton
        size="sm"
        label={first ? `${view.name} opens first; do not` : `Open first with ${view.name}`}
        aria-pressed={first}
        onClick={() => setFirstView(first ? null : view.name)}
      >
        <Icon of={Star} size={14} className={first ? 'fill-current text-accent' : ''} />
      </IconButton>
      <IconButton size="sm" label={`Rename ${view.name}`} onClick={onRename}>
        <Icon of={Pencil} size={14} />
      </IconButton>
      <IconButton size="sm" label={`Delete ${view.name}`} onClick={() => deleteView(view.name)}>
        <Icon of={Trash2} size={14} />
      </IconButton>
    </>
  );
}

function NameForm({
  label,
  initial,
  action,
  onName,
}: {
  label: string;
  initial: string;
  action: string;
  onName: (name: string) => void;
}) {
  const [name, setName] = useState(initial);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    onName(name.trim());
    setName('');
  };
  return (
    <form onSubmit={send} className="flex gap-1 p-1">
      <input
        aria-label={label}
        placeholder="Name"
        maxLength={LONGEST_VIEW_NAME}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
        className="h-control min-w-0 flex-1 rounded-control border border-line-strong bg-inset px-2"
      />
      <Button type="submit" disabled={name.trim() === ''}>
        {action}
      </Button>
    </form>
  );
}
