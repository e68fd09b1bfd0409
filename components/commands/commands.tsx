'use client';

import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useContext,
  useEffect,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { singleKeysOn } from '#lib/client/single-keys.ts';
import { findWord, focusFindField, onFindFields } from '../ui/find-fields.ts';
import { LiveRegion } from '../ui/live-region.tsx';
import type { Command } from './command.ts';
import { CommandRegistry, type Related } from './command-registry.ts';
import { isSingleKey, pressedKey } from './pressed-key.ts';

const CheatSheet = lazy(async () => ({ default: (await import('./cheat-sheet.tsx')).CheatSheet }));

const RegistryContext = createContext(new CommandRegistry());

/** The registry of the commands of this page. */
export function useRegistry(): CommandRegistry {
  return useContext(RegistryContext);
}

/** Declares commands while the component is on the page. The newest table counts. */
export function useCommands(commands: readonly Command[]): void {
  const registry = useRegistry();
  const [owner] = useState(() => ({}));
  // Outside React: the registry that the keyboard reads.
  useLayoutEffect(() => registry.declare(owner, commands));
  // Outside React: the same.
  useLayoutEffect(() => () => registry.withdraw(owner), [registry, owner]);
}

const NONE: readonly Command[] = [];

/** What can be done on the page in view, in the order of the list of keys. */
export function useCommandList(): readonly Command[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.list, () => NONE);
}

/** Offers the palette what belongs to the page in view. Give it the same object until that changes. */
export function useRelated(related: Related | null): void {
  const registry = useRegistry();
  // Outside React: the registry that the palette reads.
  useEffect(() => {
    registry.relate(related);
    return () => registry.relate(null);
  }, [registry, related]);
}

/**
 * The keyboard of every page: one listener that runs what the page's parts have declared, the list of keys, and the live
 * region.
 */
export function Commands({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new CommandRegistry());
  // Outside React: keys pressed anywhere. On the window, so that what has the focus can answer first; before the first
  // paint, so that keys work as soon as they are shown.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const key = pressedKey(event);
      if (key === null || (isSingleKey(key) && !singleKeysOn())) return;
      const command = registry.byKey(key);
      if (!command) return;
      event.preventDefault();
      command.run(event);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [registry]);
  return (
    <RegistryContext value={registry}>
      {children}
      <PageCommands />
      <LiveRegion />
    </RegistryContext>
  );
}

/** What every page can do: list its keys, and lead to its find field where it has one. */
function PageCommands() {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const find = useSyncExternalStore(onFindFields, findWord, () => null);
  useCommands([
    {
      id: 'find',
      keys: ['/'],
      does: find === 'filter' ? 'Filter' : 'Find',
      group: 'Find or filter',
      footer: find ?? 'find',
      enabled: find !== null,
      run: focusFindField,
    },
    {
      id: 'keys',
      keys: ['?'],
      does: 'All keys',
      group: 'This list',
      footer: 'all keys',
      run: () => {
        setWanted(true);
        setOpen(true);
      },
    },
  ]);
  if (!wanted) return null;
  return (
    <Suspense>
      <CheatSheet open={open} onOpenChange={setOpen} />
    </Suspense>
  );
}
