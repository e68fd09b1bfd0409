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

const MOST = 16;
const LEAST = 0.05;

/** The whole image in the box, at most at its own size. */
export function fitted(image: Size, box: Size): Zoom {
  if (image.width <= 0 || image.height <= 0) return { scale: 1, x: 0, y: 0 };
  return { scale: Math.min(1, box.width / image.width, box.height / image.height), x: 0, y: 0 };
}

/** Zooms by a factor so that what lies under a point (px from the middle of the box) stays there. */
export function zoomedAt(zoom: Zoom, factor: number, point: { x: number; y: number }): Zoom {
  const scale = Math.max(LEAST, Math.min(MOST, zoom.scale * factor));
  const by = scale / zoom.scale;
  return { scale, x: point.x - (point.x - zoom.x) * by, y: point.y - (point.y - zoom.y) * by };
}

/** Keeps an image from being moved out of its box; a side that fits stays in the middle. */
export function kept(zoom: Zoom, image: Size, box: Size): Zoom {
  const within = (at: number, size: number, room: number) => {
    const most = Math.max(0, (size * zoom.scale - room) / 2);
    return Math.max(-most, Math.min(most, at));
  };
  return { scale: zoom.scale, x: within(zoom.x, image.width, box.width), y: within(zoom.y, image.height, box.height) };
}
