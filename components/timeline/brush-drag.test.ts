import { describe, expect, test } from 'vitest';
import { draggedBrush, gripAt } from './brush-drag.ts';

const BRUSH = { left: 100, width: 200 };

describe('a press', () => {
  test.each([
    [100, 'start'],
    [110, 'start'],
    [300, 'end'],
    [308, 'end'],
    [200, 'all'],
    [50, 'new'],
    [400, 'new'],
  ])('at %d takes hold of %s', (x, grip) => expect(gripAt(x, BRUSH, 500)).toBe(grip));

  test('inside a brush over everything draws a new one, but its ends can be moved', () => {
    const whole = { left: 0, width: 500 };
    expect([gripAt(200, whole, 500), gripAt(2, whole, 500), gripAt(498, whole, 500)]).toEqual(['new', 'start', 'end']);
  });

  test('in the middle of a narrow brush still moves it', () => {
    expect(gripAt(115, { left: 100, width: 30 }, 500)).toBe('all');
  });
});

describe('a drag', () => {
  test('moves one end, and past the other end swaps them', () => {
    expect(draggedBrush('start', 100, 150, BRUSH, 500)).toEqual({ left: 150, width: 150 });
    expect(draggedBrush('end', 300, 250, BRUSH, 500)).toEqual({ left: 100, width: 150 });
    expect(draggedBrush('start', 100, 350, BRUSH, 500)).toEqual({ left: 300, width: 50 });
    expect(draggedBrush('end', 300, 50, BRUSH, 500)).toEqual({ left: 50, width: 50 });
  });

  test('moves all of it up to the edges', () => {
    expect(draggedBrush('all', 200, 260, BRUSH, 500)).toEqual({ left: 160, width: 200 });
    expect(draggedBrush('all', 200, 900, BRUSH, 500)).toEqual({ left: 300, width: 200 });
    expect(draggedBrush('all', 200, -900, BRUSH, 500)).toEqual({ left: 0, width: 200 });
  });

  test('draws a new one in either direction, inside the width', () => {
    expect(draggedBrush('new', 350, 420, BRUSH, 500)).toEqual({ left: 350, width: 70 });
    expect(draggedBrush('new', 350, -20, BRUSH, 500)).toEqual({ left: 0, width: 350 });
    expect(draggedBrush('new', 350, 900, BRUSH, 500)).toEqual({ left: 350, width: 150 });
  });
});
