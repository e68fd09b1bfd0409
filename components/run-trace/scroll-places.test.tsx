import { afterEach, expect, test } from 'vitest';
import { nearPlaces, readPlaces } from './scroll-places.ts';

/** Upper edge of all that scrolls, and height of what is seen of it (px). */
const EDGE = 100;
const VIEW = 600;

afterEach(() => document.body.replaceChildren());

function make(parent: Element, data: Record<string, string>, scrolls = false): HTMLElement {
  const element = document.createElement('div');
  Object.assign(element.dataset, data);
  if (scrolls) element.style.overflowY = 'auto';
  parent.append(element);
  return element;
}

/** Things of the given heights in an element that scrolls; only those in view are drawn, at each `draw`. */
function list(parent: Element, data: Record<string, string>, things: readonly [name: string, height: number][]) {
  const element = make(parent, data, true);
  const whole = things.reduce((sum, [, height]) => sum + height, 0);
  let top = 0;
  Object.defineProperties(element, {
    scrollHeight: { value: whole },
    clientHeight: { value: VIEW },
    scrollTop: {
      get: () => top,
      set: (next: number) => {
        top = Math.max(0, Math.min(whole - VIEW, next));
      },
    },
    getBoundingClientRect: { value: () => new DOMRect(0, EDGE, 100, VIEW) },
  });
  const draw = () => {
    element.replaceChildren();
    let at = EDGE - top;
    for (const [name, height] of things) {
      const box = new DOMRect(0, at, 100, height);
      at += height;
      if (box.bottom < EDGE - 100 || box.top > EDGE + VIEW + 100) continue;
      const thing = make(
        element,
        data.top === 'text' ? { line: name } : data.top === 'detail' ? { block: '' } : { at: name },
      );
      thing.getBoundingClientRect = () => box;
    }
  };
  draw();
  return { element, draw };
}

const rows = (count: number, height: (row: number) => number) =>
  Array.from({ length: count }, (_, i): [string, number] => [String(i + 1), height(i)]);

/** Goes nearer as often as a page draws, and gives what the places are then. */
function go(page: Element, places: Record<string, string>, draw: () => void, moved = new WeakSet<Element>()) {
  const steps = new WeakMap<Element, number>();
  let near = false;
  for (let i = 0; i < 60 && !near; i++) {
    near = nearPlaces(page, places, moved, steps);
    draw();
  }
  return { near, places: readPlaces(page, moved) };
}

test('what was scrolled is named by what stands at its top, and found again', () => {
  const page = make(document.body, {});
  const { element, draw } = list(
    page,
    { top: '' },
    rows(1_000, () => 28),
  );
  const moved = new WeakSet<Element>();
  expect(readPlaces(page, moved)).toEqual({});
  element.scrollTop = 28 * 499 + 7;
  draw();
  moved.add(element);
  expect(readPlaces(page, moved)).toEqual({ top: '500:25' });
  element.scrollTop = 0;
  draw();
  expect(go(page, { top: '500:25' }, draw)).toEqual({ near: true, places: { top: '500:25' } });
  expect(element.scrollTop).toBe(28 * 499 + 7);
});

test('entries of very different heights are found from either side', () => {
  const page = make(document.body, {});
  const { draw } = list(
    page,
    { top: '' },
    rows(300, (row) => (row % 7 === 0 ? 900 : 40 + (row % 5) * 30)),
  );
  for (const place of ['280:10', '3', '150:50.5', '151']) {
    expect(go(page, { top: place }, draw), place).toEqual({ near: true, places: { top: place } });
  }
});

test('a place beyond the end is as near as it can be, and one that is no place is let be', () => {
  const page = make(document.body, {});
  const { element, draw } = list(
    page,
    { top: '' },
    rows(100, () => 28),
  );
  expect(go(page, { top: '100' }, draw).near).toBe(true);
  expect(element.scrollTop).toBe(2_200);
  expect(go(page, { top: '5000' }, draw).near).toBe(false);
  expect(go(page, { top: 'x' }, draw).near).toBe(false);
});

test('waits until the steps have their numbers', () => {
  const page = make(document.body, { steps: 'loading' });
  const { element, draw } = list(
    page,
    { top: '' },
    rows(100, () => 28),
  );
  expect(go(page, { top: '50' }, draw).near).toBe(false);
  expect(element.scrollTop).toBe(0);
  page.dataset.steps = 'complete';
  expect(go(page, { top: '50' }, draw).near).toBe(true);
});

test('the detail goes by its blocks, and texts by their lines, each for itself', () => {
  const page = make(document.body, {});
  const detail = make(page, { top: 'detail' });
  list(
    detail,
    { top: 'text' },
    rows(10, () => 19),
  );
  const second = list(
    detail,
    { top: 'text' },
    rows(5_000, () => 19),
  );
  const entry = make(make(page, { top: '' }), { at: '12' });
  const inside = list(
    entry,
    { top: 'text' },
    rows(500, () => 19),
  );
  const draw = () => {
    second.draw();
    inside.draw();
  };
  const places = { 'top.2': '1204', 'top.12.1': '80' };
  expect(go(page, places, draw)).toEqual({ near: true, places });
});

/** A box that can be scrolled sideways by `most` (px). */
function wide(parent: Element, data: Record<string, string>, most: () => number): HTMLElement {
  const box = make(parent, data, true);
  let left = 0;
  Object.defineProperty(box, 'scrollLeft', {
    get: () => left,
    set: (next: number) => {
      left = Math.max(0, Math.min(most(), next));
    },
  });
  return box;
}

test('what was scrolled sideways is so again, as soon as it is wide enough', () => {
  const page = make(document.body, {});
  const entry = make(make(page, { top: '' }), { at: '12' });
  wide(entry, { top: 'text' }, () => 500);
  let most = 100;
  const table = wide(entry, { left: '' }, () => most);
  const inDrawer = wide(make(page, { top: 'drawer' }), { top: 'text' }, () => 500);
  const moved = new WeakSet<Element>();
  inDrawer.scrollLeft = 20.4;
  expect(readPlaces(page, moved)).toEqual({});
  moved.add(inDrawer).add(table);
  expect(readPlaces(page, moved)).toEqual({ 'left.drawer.1': '20' });
  const places = { 'left.12.2': '320', 'left.drawer.1': '70' };
  expect(go(page, places, () => undefined, moved).near).toBe(false);
  expect([table.scrollLeft, inDrawer.scrollLeft]).toEqual([100, 70]);
  most = 1000;
  expect(go(page, places, () => undefined, moved)).toEqual({ near: true, places });
});

test('a place sideways that is no number is let be', () => {
  const page = make(document.body, {});
  const box = wide(make(page, { top: 'detail' }), { top: 'text' }, () => 500);
  for (const left of ['-5', '1e3', '9999999', '3:4', '']) {
    go(page, { 'left.1': left }, () => undefined);
    expect(box.scrollLeft, left).toBe(0);
  }
});

test('panes go by their rows, and by their parts where they have none', () => {
  const page = make(document.body, {});
  for (const pane of ['drawer', 'aside', 'outline']) {
    const { element, draw } = list(
      page,
      { top: pane },
      rows(200, () => 24),
    );
    const where = { [`top.${pane}`]: '2:25' };
    const things = () => [...element.querySelectorAll<HTMLElement>('[data-at]')];
    const asParts = () => {
      draw();
      for (const thing of things()) {
        const { at } = thing.dataset;
        delete thing.dataset.at;
        if (pane === 'drawer') thing.dataset.index = String(Number(at) - 1);
      }
    };
    asParts();
    expect(go(page, where, asParts), pane).toEqual({ near: true, places: where });
    element.remove();
  }
});

test('blocks of the detail are counted', () => {
  const page = make(document.body, {});
  const blocks: [string, number][] = [
    ['', 300],
    ['', 900],
    ['', 200],
  ];
  const { element, draw } = list(page, { top: 'detail' }, blocks);
  element.scrollTop = 345;
  draw();
  expect(readPlaces(page, new WeakSet<Element>([element]))).toEqual({ 'top.detail': '2:5' });
});
