import { afterEach, expect, test } from 'vitest';
import { isKeyTaken, keyName } from './key-map.ts';

afterEach(() => document.body.replaceChildren());

/** A key pressed on the element that `html` holds, as the page's listener gets it. */
function press(html: string, key: string, init: KeyboardEventInit = {}): boolean {
  document.body.innerHTML = html;
  let taken = true;
  const listener = (event: KeyboardEvent) => {
    taken = isKeyTaken(event);
  };
  document.addEventListener('keydown', listener, { once: true });
  const target = document.body.querySelector('[data-at]') ?? document.body;
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, ...init }));
  return taken;
}

test('single keys are free on the page and on its buttons and boxes', () => {
  expect(press('', 'j')).toBe(false);
  expect(press('<button data-at></button>', 'j')).toBe(false);
  expect(press('<input type="checkbox" data-at>', 'j')).toBe(false);
  expect(press('<input type="range" data-at>', '.')).toBe(false);
});

test.each([
  '<input data-at>',
  '<textarea data-at></textarea>',
  '<select data-at></select>',
  '<div contenteditable="true"><b data-at></b></div>',
  '<div popover><button data-at></button></div>',
  '<div role="menu"><button data-at></button></div>',
  '<dialog open><button data-at></button></dialog>',
  '<dialog open></dialog><button data-at></button>',
])('they belong to %s', (html) => {
  expect(press(html, 'j')).toBe(true);
});

test('a modifier takes them, but AltGr only reaches a sign', () => {
  expect(press('', 'j', { ctrlKey: true })).toBe(true);
  expect(press('', 'j', { metaKey: true })).toBe(true);
  expect(press('', '[', { altKey: true })).toBe(true);
  expect(press('', '[', { altKey: true, ctrlKey: true, modifierAltGraph: true })).toBe(false);
  expect(press('', 'e', { altKey: true, ctrlKey: true, modifierAltGraph: true })).toBe(true);
});

test('a keycap is the letter in capitals, or the sign that the layout gives', () => {
  expect(keyName({ key: 'e', shiftKey: false })).toBe('E');
  expect(keyName({ key: 'E', shiftKey: true })).toBe('⇧E');
  expect(keyName({ key: 'E', shiftKey: false })).toBe('E');
  expect(keyName({ key: '?', shiftKey: true })).toBe('?');
  expect(keyName({ key: '+', shiftKey: false })).toBe('+');
  expect(keyName({ key: 'ArrowDown', shiftKey: false })).toBe('ArrowDown');
});

test('a layout without Latin letters is read by place', () => {
  expect(keyName({ key: 'о', shiftKey: false, code: 'KeyJ' })).toBe('J');
  expect(keyName({ key: 'У', shiftKey: true, code: 'KeyE' })).toBe('⇧E');
  expect(keyName({ key: 'х', shiftKey: false, code: 'BracketLeft' })).toBe('[');
});
