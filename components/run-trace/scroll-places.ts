import { SCROLLED } from '#lib/contract/view-place-params.ts';

/**
 * What stands at the top of everything that scrolls, in words of the address. Elements with `data-top` hold things in order:
 * without a value rows of the tree, entries of a conversation or sections of the JSON by the number of their step (`data-at`),
 * a `text` its lines, or rows of a JSON tree, by their number, and panes by the name of each their rows, blocks or parts by
 * their place. What scrolls only sideways is marked with `data-left`.
 *
 * `top=12.1:40` is the first call of step 12, of which 40 % are above the edge; `top.detail=2` the second block of the detail;
 * `top.1=1204` line 1,204 of the detail's first text, and `left.1=320` how far that was scrolled sideways (px); `top.12.2=80`
 * row 80 of the second text in the entry of step 12; `top.drawer.1=90` line 90 of the first text in the drawer.
 */
export type Places = Readonly<Record<string, string>>;

const LIST = '[data-top]';
const TEXT = 'text';
const DETAIL = 'detail';
/** What scrolls sideways, and has a number among others inside of an entry or a pane. */
const BOX = `[data-top="${TEXT}"],[data-left]`;
const THINGS: Partial<Record<string, string>> = { '': '[data-at]', [TEXT]: '[data-line],[data-index]' };
const PARTS = '[data-block],[data-index]';
const PLACE = /^(\d{1,9})(?:\.(\d{1,5}))?(?::(-?\d{1,6}(?:\.\d{1,2})?))?$/;
const LEFT = /^\d{1,6}$/;
/** Of higher things the percents are more exact (px). */
const HIGH = 1000;

/** A thing in a list: its name, and a number by which they are in order. */
interface Thing {
  name: string;
  order: number;
  box: DOMRect;
}

/** Where those of `moved` stand that are on the page. */
export function readPlaces(page: Element, moved: WeakSet<Element>): Places {
  const places: Record<string, string> = {};
  for (const list of page.querySelectorAll<HTMLElement>(LIST)) {
    const scroller = scrollerOf(list);
    const name = nameOf('top', list);
    if (!scroller || name === null || !moved.has(scroller) || isReading(page, list)) continue;
    const edge = edgeOf(scroller);
    const first = thingsOf(list).find(({ box }) => box.bottom > edge + 1);
    if (!first) continue;
    const exact = first.box.height > HIGH ? 100 : 10;
    const part = Math.round(((edge - first.box.top) / first.box.height) * 100 * exact) / exact;
    places[name] = part === 0 ? first.name : `${first.name}:${part}`;
  }
  for (const box of page.querySelectorAll<HTMLElement>(BOX)) {
    const name = nameOf('left', box);
    if (name !== null && box.scrollLeft >= 1 && moved.has(box)) places[name] = String(Math.round(box.scrollLeft));
  }
  return places;
}

/**
 * Scrolls one step nearer to each of `places`, and notes in `moved` what was scrolled. Rows that are not drawn are guessed from
 * those that are, so several steps may be needed; `steps` remembers how far each list was moved last. Gives whether all of them
 * stand where they should.
 */
export function nearPlaces(
  page: Element,
  places: Places,
  moved: WeakSet<Element>,
  steps: WeakMap<Element, number>,
): boolean {
  const wanted = new Set(Object.keys(places).filter((name) => SCROLLED.test(name)));
  for (const list of page.querySelectorAll<HTMLElement>(LIST)) {
    const name = nameOf('top', list);
    const scroller = scrollerOf(list);
    const place = name === null ? null : PLACE.exec(places[name] ?? '');
    if (name === null || !place || !scroller || isReading(page, list)) continue;
    const way = wayTo(list, place, edgeOf(scroller));
    if (way === null) continue;
    const before = scroller.scrollTop;
    if (Math.abs(way.far) >= 1) scroller.scrollTop += damped(list, way.far, steps);
    moved.add(scroller);
    // What can go no further stands as well as it can.
    if (way.drawn && (Math.abs(way.far) < 1 || scroller.scrollTop === before)) wanted.delete(name);
  }
  for (const box of page.querySelectorAll<HTMLElement>(BOX)) {
    const name = nameOf('left', box);
    const left = name === null ? undefined : places[name];
    if (name === null || left === undefined || !LEFT.test(left)) continue;
    box.scrollLeft = Number(left);
    moved.add(box);
    // Lines that are still to be drawn may be longer.
    if (Math.abs(box.scrollLeft - Number(left)) < 1) wanted.delete(name);
  }
  return wanted.size === 0;
}

/** A guess that went too far is followed by half of the next, so that guesses cannot go to and fro for ever. */
function damped(list: Element, far: number, steps: WeakMap<Element, number>): number {
  const last = steps.get(list) ?? 0;
  const by = last * far < 0 ? far / 2 : far;
  steps.set(list, by);
  return Math.abs(by) < 1 ? Math.sign(by) : by;
}

/** How far the list has to be scrolled for a place to stand at the edge (px), and whether that is more than a guess; null while nothing of it is there. */
function wayTo(
  list: HTMLElement,
  [, whole, part, percent = '0']: RegExpExecArray,
  edge: number,
): { far: number; drawn: boolean } | null {
  const order = orderOf(part === undefined ? `${whole}` : `${whole}.${part}`);
  const things = thingsOf(list);
  const [first, last] = [things[0], things.at(-1)];
  if (!first || !last) return null;
  const under = things.findLast((thing) => thing.order <= order);
  const over = things.find((thing) => thing.order >= order);
  if (under?.order === order) {
    return { far: under.box.top + (under.box.height * Number(percent)) / 100 - edge, drawn: true };
  }
  const each = (last.box.bottom - first.box.top) / (last.order - first.order + 1);
  let top = first.box.top - (first.order - order) * each;
  if (under && over) {
    const share = (order - under.order) / (over.order - under.order);
    top = under.box.bottom + share * (over.box.top - under.box.bottom);
  } else if (under) top = last.box.bottom + (order - last.order) * each;
  return { far: top - edge, drawn: false };
}

/** The things of a list that are drawn, in order; those of lists inside of it are not its own. */
function thingsOf(list: HTMLElement): Thing[] {
  const kind = list.dataset.top ?? '';
  const found = list.querySelectorAll<HTMLElement>(THINGS[kind] ?? PARTS);
  const own = [...found].filter((element) => element.parentElement?.closest(LIST) === list);
  const parts = own.length > 0 || kind in THINGS ? own : [...list.querySelectorAll<HTMLElement>(':scope > *')];
  const things = parts.flatMap((element, i) => {
    const { at, line, index } = element.dataset;
    const name = kind === '' ? at : (line ?? String(index === undefined ? i + 1 : Number(index) + 1));
    return name ? [{ name, order: orderOf(name), box: element.getBoundingClientRect() }] : [];
  });
  return things.filter(({ box }) => box.height > 0);
}

/** `12.2` comes after `12` and before `13`. */
function orderOf(name: string): number {
  const [whole, part = '0'] = name.split('.');
  return Number(whole) + Number(part) / 100_000;
}

/** The name in the address of where a list or box stands; null for one that has none. */
function nameOf(word: 'top' | 'left', list: HTMLElement): string | null {
  const kind = list.dataset.top;
  if (kind !== undefined && kind !== TEXT) return kind ? `${word}.${kind}` : word;
  const entry = list.closest<HTMLElement>('[data-at]');
  const around = entry ?? list.parentElement?.closest<HTMLElement>(LIST);
  if (!around) return null;
  const place = [...around.querySelectorAll(BOX)].indexOf(list) + 1;
  const { at, top = '' } = around.dataset;
  return [word, at ?? (top === DETAIL ? '' : top), place].filter((part) => part !== '').join('.');
}

/** What scrolls a list: itself, or for rows and entries an element around it, as on phones. Null while all of it fits. */
function scrollerOf(list: HTMLElement): Element | null {
  const alone = list.dataset.top !== '';
  for (let element: Element | null = list; element; element = alone ? null : element.parentElement) {
    if (element.scrollHeight <= element.clientHeight) continue;
    const { overflowY } = getComputedStyle(element);
    if (overflowY === 'auto' || overflowY === 'scroll') return element;
  }
  return null;
}

/** What scrolls the entry of a conversation, or section of the JSON, in which an element stands; null elsewhere. */
export function scrollerOfEntry(inside: EventTarget): Element | null {
  let around = inside instanceof Element ? inside.closest('[data-entry]') : null;
  while (around && !/auto|scroll/.test(getComputedStyle(around).overflowY)) around = around.parentElement;
  return around;
}

/** Steps have their numbers once all of them were read. */
function isReading(page: Element, list: HTMLElement): boolean {
  return list.dataset.top === '' && page.getAttribute('data-steps') === 'loading';
}

/** The upper edge of what can be seen, below what stays there. */
function edgeOf(scroller: Element): number {
  return scroller.getBoundingClientRect().top + (Number.parseFloat(getComputedStyle(scroller).scrollPaddingTop) || 0);
}
