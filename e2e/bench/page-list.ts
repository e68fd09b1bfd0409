import type { PageShape } from './page-shape.ts';

/** Where a bench jumps to: a share of the way of the scrollbar. */
export const JUMP_TO = 0.6;

export interface Point {
  x: number;
  y: number;
}

/** A row of a step that is in view; `y` is its middle, `id` null on pages that do not say it. */
export interface ShownStep extends Point {
  id: string | null;
  /** From 1. */
  number: number;
}

/** What one can do to the list from outside, without its own code. */
interface PageList {
  /** How far it scrolls, in pixels. */
  room: () => number;
  toTop: () => void;
  /** The middle of what is seen of it. */
  centre: () => Point;
  /** Whether a row covers the point at that share of the height in view. */
  covered: (share: number) => boolean;
  shown: () => ShownStep[];
  /** Drags the scrollbar to a share of its way: milliseconds until a row has been painted in the middle. */
  jump: (share: number) => Promise<number | null>;
  /** Scrolls to a step and gives the middle of its row; null when it does not come. */
  bring: (number: number) => Promise<Point | null>;
}

declare global {
  interface Window {
    pageList: PageList;
  }
}

/** Runs in the page before its own scripts. */
export function holdList(shape: PageShape): void {
  const scroller = (): Element => {
    for (let box = document.querySelector(shape.list); box; box = box.parentElement) {
      const scrolls = /auto|scroll/.test(getComputedStyle(box).overflowY);
      if (scrolls && box.scrollHeight > box.clientHeight + 4) return box;
    }
    return document.scrollingElement ?? document.documentElement;
  };
  const room = () => scroller().scrollHeight - scroller().clientHeight;
  const seen = () => {
    const { left, width, top, bottom } = scroller().getBoundingClientRect();
    return { x: left + Math.min(width / 2, 200), top: Math.max(0, top), bottom: Math.min(innerHeight, bottom) };
  };
  const covered = (share: number) => {
    const { x, top, bottom } = seen();
    const element = document.elementFromPoint(x, top + (bottom - top) * share);
    return Boolean(element?.closest(shape.row));
  };
  const shown = () => {
    const { x, top, bottom } = seen();
    const steps = Array.from(document.querySelectorAll<HTMLElement>(shape.step), (row): ShownStep => {
      const box = row.getBoundingClientRect();
      const number = Number(row.getAttribute(shape.place) ?? Number.NaN) - shape.first + 1;
      return { id: row.dataset.row?.replace(/^s\./, '') ?? null, number, x, y: box.top + box.height / 2 };
    });
    return steps.filter(({ y }) => y > top && y < bottom).sort((a, b) => a.y - b.y);
  };
  const frames = async (count: number) => {
    for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame);
  };
  const jump = async (share: number) => {
    const begun = performance.now();
    scroller().scrollTop = room() * share;
    const end = await window.painted(() => covered(0.5), 20_000);
    return end === null ? null : end - begun;
  };
  const bring = async (number: number) => {
    const box = scroller();
    let from = 0;
    let to = room();
    for (let turn = 0; turn < 60; turn++) {
      const steps = shown();
      const found = steps.find((step) => step.number === number);
      if (found) {
        const { top, bottom } = seen();
        box.scrollTop += found.y - (top + bottom) / 2;
        await frames(4);
        return shown().find((step) => step.number === number) ?? null;
      }
      const first = steps[0];
      if (first && first.number > number) to = box.scrollTop;
      else if (first) from = box.scrollTop;
      box.scrollTop = (from + to) / 2;
      await frames(3);
    }
    return null;
  };
  window.pageList = {
    room,
    toTop: () => (scroller().scrollTop = 0),
    centre: () => ({ x: seen().x, y: (seen().top + seen().bottom) / 2 }),
    covered,
    shown,
    jump,
    bring,
  };
}
