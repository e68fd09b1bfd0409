import { beforeEach, expect, test, vi } from 'vitest';
import { dragSheet } from './sheet-drag.ts';

const opened = vi.fn<(open: boolean) => void>();
const clicked = vi.fn<() => void>();
let handle: HTMLElement;
let sheet: HTMLElement;

beforeEach(() => {
  opened.mockClear();
  clicked.mockClear();
  document.body.innerHTML = '<main><div data-open="false"><button>Show the detail</button></div></main>';
  sheet = document.body.querySelector('[data-open]') as HTMLElement;
  handle = sheet.firstElementChild as HTMLElement;
  handle.hasPointerCapture = () => true;
  document.body.firstElementChild?.addEventListener('click', clicked);
});

/** A finger that holds the handle at 800 px, goes to `ys` in steps of 100 ms and lets go. */
function drag(open: boolean, ...ys: number[]): void {
  sheet.dataset.open = String(open);
  dragSheet(handle, { pointerId: 1, clientY: 800, timeStamp: 0 }, open, opened);
  const send = (type: string, clientY: number, at: number) => {
    const event = new MouseEvent(type, { bubbles: true, clientY });
    Object.defineProperties(event, { pointerId: { value: 1 }, timeStamp: { value: at } });
    handle.dispatchEvent(event);
  };
  ys.forEach((y, i) => send('pointermove', y, (i + 1) * 100));
  send('pointerup', ys.at(-1) ?? 800, ys.length * 100 + 1);
  handle.click();
}

test('drawn far enough it changes sides, and the click at the end does not change it back', () => {
  drag(false, 790, 760, 730, 700);
  expect(opened).toHaveBeenCalledExactlyOnceWith(true);
  expect(clicked).not.toHaveBeenCalled();
  expect(sheet.style.height).toBe('');
});

test('flung it changes sides at once', () => {
  drag(true, 850);
  expect(opened).toHaveBeenCalledExactlyOnceWith(false);
});

test('drawn a little it goes back, and drawn the wrong way it stays', () => {
  drag(false, 790, 785);
  drag(true, 700, 650);
  expect(opened).not.toHaveBeenCalled();
  expect(sheet.dataset.open).toBe('true');
});

test('a tap is left to the button', () => {
  drag(false, 802);
  expect(opened).not.toHaveBeenCalled();
  expect(clicked).toHaveBeenCalledOnce();
});

test('who let go before the script came drags nothing', () => {
  handle.hasPointerCapture = () => false;
  drag(false, 600);
  expect(opened).not.toHaveBeenCalled();
});
