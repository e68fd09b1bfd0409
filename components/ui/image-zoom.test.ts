import { expect, it } from 'vitest';
import { fitted, formatZoom, kept, parseZoom, placeOf, zoomedAt, zoomOf } from './image-zoom.ts';

const box = { width: 400, height: 300 };

it('fits the whole image and never enlarges it', () => {
  expect(fitted({ width: 1200, height: 600 }, box).scale).toBeCloseTo(1 / 3);
  expect(fitted({ width: 400, height: 1200 }, box).scale).toBe(0.25);
  expect(fitted({ width: 100, height: 100 }, box)).toEqual({ scale: 1, x: 0, y: 0 });
  expect(fitted({ width: 0, height: 0 }, box).scale).toBe(1);
});

it('keeps what is under the pointer there', () => {
  const zoom = { scale: 0.5, x: 30, y: -20 };
  const point = { x: 120, y: 40 };
  const at = (z: typeof zoom) => ({ x: (point.x - z.x) / z.scale, y: (point.y - z.y) / z.scale });
  for (const factor of [2, 0.7, 1000, 0.0001]) {
    const next = zoomedAt(zoom, factor, point);
    expect(at(next).x).toBeCloseTo(at(zoom).x);
    expect(at(next).y).toBeCloseTo(at(zoom).y);
    expect(next.scale).toBeGreaterThanOrEqual(0.05);
    expect(next.scale).toBeLessThanOrEqual(16);
  }
});

it('does not let the image leave the box', () => {
  const image = { width: 800, height: 300 };
  expect(kept({ scale: 1, x: 900, y: 50 }, image, box)).toEqual({ scale: 1, x: 200, y: 0 });
  expect(kept({ scale: 1, x: -900, y: 0 }, image, box).x).toBe(-200);
  expect(kept({ scale: 0.25, x: 40, y: 10 }, image, box)).toEqual({ scale: 0.25, x: 0, y: 0 });
});

it('tells a place for boxes of any size, and finds it again', () => {
  const image = { width: 800, height: 400 };
  const place = placeOf({ scale: 2.5, x: -300, y: 250 }, image);
  expect(place).toEqual({ scale: 2.5, u: 0.65, v: 0.25 });
  expect(zoomOf(place, image)).toEqual({ scale: 2.5, x: expect.closeTo(-300), y: expect.closeTo(250) });
  expect(placeOf({ scale: 1, x: 5, y: 5 }, { width: 0, height: 0 })).toEqual({ scale: 1, u: 0.5, v: 0.5 });
});

it('writes a place readably, and reads nothing else', () => {
  for (const text of ['100', '62.5', '250@0.31,0.62', '1600@0,1']) {
    const place = parseZoom(text);
    expect(place && formatZoom(place)).toBe(text);
  }
  expect(formatZoom({ scale: 1.23456, u: 0.123456, v: 0.5 })).toBe('123.5@0.1235,0.5');
  for (const text of ['', 'fit', '-1', '1e9', '100@', '100@0.5', '100@2,0.5', '100@1.5,0', '12345']) {
    expect(parseZoom(text), text).toBeNull();
  }
  expect(parseZoom('9999')?.scale).toBe(16);
  expect(parseZoom('0')?.scale).toBe(0.05);
});
