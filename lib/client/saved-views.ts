'use client';

import { keptValue } from './kept-value.ts';

/** A filter and order of the runs list under a name. */
export interface SavedView {
  name: string;
  /** The query of the list's address, without `?`. */
  query: string;
}

interface Views {
  views: readonly SavedView[];
  /** Name of the view that the list opens with; null for none. */
  first: string | null;
}

/** Views that are kept, and letters of a name. */
const MOST = 50;
export const LONGEST_VIEW_NAME = 60;
const LONGEST_QUERY = 4000;

const kept = keptValue<Views>('runlens.views', parse, { views: [], first: null });

/** The views saved on this browser, in the order of their names. */
export function useSavedViews(): Views {
  return kept.use();
}

/** Keeps a view; one of the same name is replaced. Says false, and keeps nothing, where there are too many. */
export function saveView(name: string, query: string): boolean {
  const { views, first } = kept.read();
  const others = views.filter((view) => view.name !== name);
  if (others.length >= MOST || name === '') return false;
  kept.write({ views: sorted([...others, { name, query }]), first });
  return true;
}

/** Gives a view another name; one that had it before goes. */
export function renameView(name: string, next: string): void {
  const { views, first } = kept.read();
  if (next === '' || next === name) return;
  const renamed = views
    .filter((view) => view.name !== next)
    .map((view) => (view.name === name ? { ...view, name: next } : view));
  const wasFirst = first === name || first === next;
  kept.write({ views: sorted(renamed), first: wasFirst ? next : first });
}

/** Deletes a view; where the list opened with it, it opens with all runs. */
export function deleteView(name: string): void {
  const { views, first } = kept.read();
  kept.write({ views: views.filter((view) => view.name !== name), first: first === name ? null : first });
}

/** Has the list open with a view; null with all runs. */
export function setFirstView(name: string | null): void {
  kept.write({ ...kept.read(), first: name });
}

const OPENED = 'runlens.first-view';

/**
 * The query that the list opens with in this tab: that of the first view, once; then null, so that a reader who cleared the
 * filters is not led back.
 */
export function takeFirstView(): string | null {
  const { views, first } = kept.read();
  try {
    if (sessionStorage.getItem(OPENED) !== null) return null;
    sessionStorage.setItem(OPENED, '1');
  } catch {
    // Without storage no tab could tell its first opening from others.
    return null;
  }
  return views.find((view) => view.name === first)?.query ?? null;
}

function sorted(views: SavedView[]): SavedView[] {
  return views.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

function parse(value: unknown): Views | null {
  if (typeof value !== 'object' || value === null) return null;
  const all: unknown = Reflect.get(value, 'views');
  const first: unknown = Reflect.get(value, 'first');
  const views = Array.isArray(all) ? all.filter(isView).slice(0, MOST) : [];
  return { views: sorted(views), first: typeof first === 'string' ? first : null };
}

function isView(value: unknown): value is SavedView {
  if (typeof value !== 'object' || value === null) return false;
  const name: unknown = Reflect.get(value, 'name');
  const query: unknown = Reflect.get(value, 'query');
  const named = typeof name === 'string' && name !== '' && name.length <= LONGEST_VIEW_NAME;
  return named && typeof query === 'string' && query.length <= LONGEST_QUERY;
}
