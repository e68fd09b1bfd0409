'use client';

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { DisclosureContext } from './disclosure-context.ts';

const Outer = createContext<string | null>('');

/** Puts the names of the places inside behind its own and a dot. Null: they are not told, because it has no lasting name. */
export function Within({ name, children }: { name: string | null; children: ReactNode }) {
  const outer = useContext(Outer);
  return <Outer value={outer === null || name === null ? null : `${outer}${name}.`}>{children}</Outer>;
}

/** A name for a place out of a label of ours. Not for words of a source, which have no place in an address. */
export function placeName(label: string): string {
  return (label.split(',')[0] ?? '').toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
}

/** What would make an address longer than this is not told (characters as it writes them). */
const MOST = 2000;

/** With one place as it is now, where null forgets it; as before where that would be too much for an address. */
export function withTold(
  before: ReadonlyMap<string, string> | null,
  name: string,
  value: string | null,
): ReadonlyMap<string, string> {
  const next = new Map(before);
  if (value === null) next.delete(name);
  else next.set(name, value);
  const tooMuch = value !== null && encodeURIComponent([...next].join('')).length > MOST;
  return tooMuch ? (before ?? new Map()) : next;
}

const nobody = () => undefined;

/** What was told of a place, and how to tell it; who tells remembers it too, because not everything is kept. */
export function useTold(
  kind: 'tree.' | 'path.' | '',
  name: string,
): [said: string | null, tell: (value: string | null) => void] {
  const shared = useContext(DisclosureContext);
  const outer = useContext(Outer);
  if (shared === null || outer === null) return [null, nobody];
  const whole = `${kind}${outer}${name}`;
  return [shared.opened?.get(whole) ?? null, (value) => shared.tell(whole, (before) => withTold(before, whole, value))];
}

function useRemembered(name: string): [value: string | null, set: (value: string | null) => void] {
  const [said, tell] = useTold('', name);
  const [own, setOwn] = useState({ said, value: said });
  // What was set here is said then, unless it was too much; what is said otherwise wins.
  if (own.said !== said) setOwn({ said, value: said });
  return [
    own.said === said ? own.value : said,
    (next) => {
      setOwn({ said, value: next });
      tell(next);
    },
  ];
}

/** Whether a place is open. */
export function useDisclosure(name: string, byDefault = false): [open: boolean, set: (open: boolean) => void] {
  const [value, set] = useRemembered(name);
  const open = value === null ? byDefault : value !== '0';
  // What is opened stays so when nothing opens it by itself any more.
  return [open, (next) => set(next ? '' : byDefault ? '0' : null)];
}

/** More of a list are not drawn because an address says so. */
const MOST_SHOWN = 1000;

/** How much of a list is shown, `first` before anybody asked for more. */
export function useShownCount(name: string, first: number): [count: number, set: (count: number) => void] {
  const [value, set] = useRemembered(name);
  const [asked, setAsked] = useState(0);
  return [
    Math.max(first, asked, Math.min(Number(value) || 0, MOST_SHOWN)),
    (count) => {
      setAsked(count);
      set(String(count));
    },
  ];
}

/** Which lines (from 0) of a text are opened to their ends, and how to open one. */
export function useOpenedLines(name: string): [lines: ReadonlySet<number>, open: (line: number) => void] {
  const [value, set] = useRemembered(`${name}.line`);
  const lines = useMemo(() => new Set((value?.match(/\d+/g) ?? []).map((line) => Number(line) - 1)), [value]);
  return [lines, (line) => set([...lines, line].map((each) => each + 1).join('.'))];
}

/** Something to open by its title; what it holds is drawn while it is open, or always where it is to be found by the browser. */
export function Folded({
  name,
  title,
  byDefault = false,
  always = false,
  look,
  titleLook,
  children,
}: {
  name: string;
  title: ReactNode;
  byDefault?: boolean;
  always?: boolean;
  look: string;
  titleLook: string;
  children: ReactNode;
}) {
  const [open, setOpen] = useDisclosure(name, byDefault);
  return (
    <details
      className={look}
      open={open}
      onToggle={(event) => {
        if (event.currentTarget.open !== open) setOpen(event.currentTarget.open);
      }}
    >
      <summary className={titleLook}>{title}</summary>
      {open || always ? children : null}
    </details>
  );
}
