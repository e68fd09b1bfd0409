/** Sizes in px. */
export interface Size {
  width: number;
  height: number;
}

/** How an image lies in its box: its scale (1 is a pixel a px) and how far its middle is from that of the box (px). */
export interface Zoom {
  scale: number;
  x: number;
  y: number;
}

/** The same, whatever the size of the box: the scale, and which point of the image, in parts of its sides, is in the middle. */
export interface ZoomPlace {
  scale: number;
  u: number;
  v: number;
}

const MOST = 16;
const LEAST = 0.05;
const TEXT = /^(\d{1,4}(?:\.\d)?)(?:@([01](?:\.\d{1,4})?),([01](?:\.\d{1,4})?))?$/;

/** The whole image in the box, at most at its own size. */
export function fitted(image: Size, box: Size): Zoom {
  if (image.width <= 0 || image.height <= 0) return { scale: 1, x: 0, y: 0 };
  return { scale: Math.min(1, box.width / image.width, box.height / image.height), x: 0, y: 0 };
}

/** Zooms by a factor so that what lies under a point (px from the middle of the box) stays there. */
export function zoomedAt(zoom: Zoom, factor: number, point: { x: number; y: number }): Zoom {
  const scale = within(zoom.scale * factor);
  const by = scale / zoom.scale;
  return { scale, x: point.x - (point.x - zoom.x) * by, y: point.y - (point.y - zoom.y) * by };
}

/** Keeps an image from being moved out of its box; a side that fits stays in the middle. */
export function kept(zoom: Zoom, image: Size, box: Size): Zoom {
  const inside = (at: number, size: number, room: number) => {
    const most = Math.max(0, (size * zoom.scale - room) / 2);
    return Math.max(-most, Math.min(most, at));
  };
  return { scale: zoom.scale, x: inside(zoom.x, image.width, box.width), y: inside(zoom.y, image.height, box.height) };
}

/** Where an image lies, told for boxes of any size. */
export function placeOf(zoom: Zoom, image: Size): ZoomPlace {
  const part = (at: number, size: number) =>
    size > 0 ? Math.max(0, Math.min(1, 0.5 - at / (size * zoom.scale))) : 0.5;
  return { scale: zoom.scale, u: part(zoom.x, image.width), v: part(zoom.y, image.height) };
}

/** Where it lies in its box then. */
export function zoomOf({ scale, u, v }: ZoomPlace, image: Size): Zoom {
  return { scale, x: (0.5 - u) * image.width * scale, y: (0.5 - v) * image.height * scale };
}

/** As it stands in an address: `250` for 250 %, `250@0.31,0.62` where not the middle of the image is in the middle. */
export function formatZoom({ scale, u, v }: ZoomPlace): string {
  const [x, y] = [short(u, 4), short(v, 4)];
  return `${short(scale * 100, 1)}${x === 0.5 && y === 0.5 ? '' : `@${x},${y}`}`;
}

/** Reads it; null for anything else. */
export function parseZoom(text: string): ZoomPlace | null {
  const [, percent, u = '0.5', v = '0.5'] = TEXT.exec(text) ?? [];
  if (percent === undefined || Number(u) > 1 || Number(v) > 1) return null;
  return { scale: within(Number(percent) / 100), u: Number(u), v: Number(v) };
}

function within(scale: number): number {
  return Math.max(LEAST, Math.min(MOST, scale));
}

function short(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
