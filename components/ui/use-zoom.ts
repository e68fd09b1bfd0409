'use client';

import { type PointerEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import {
  fitted,
  formatZoom,
  kept,
  parseZoom,
  placeOf,
  type Size,
  type Zoom,
  type ZoomPlace,
  zoomedAt,
  zoomOf,
} from './image-zoom.ts';

/** One notch of a wheel, one press of a button. */
const STEP = 1.25;
/** Zooming and dragging have to pause for this long before they are told (milliseconds). */
const PAUSE = 300;
/** Until the box has been measured (px). */
const FIRST_BOX: Size = { width: 800, height: 600 };

/** How an image was zoomed before (`formatZoom`), and whom to tell of it; nothing is said of one that is fitted. */
export interface KeptZoom {
  zoom: string | undefined;
  onZoom: (zoom: string | undefined) => void;
}

/**
 * Zoom and place of an image in a box: fitted, or as it was kept, until the reader changes it, by wheel, drag, two fingers or
 * buttons, and fitted again for an image of another name.
 */
export function useZoom(name: string, image: Size | null, remembered?: KeptZoom) {
  const [box, setBox] = useState<HTMLElement | null>(null);
  const [room, setRoom] = useState(FIRST_BOX);
  const [changed, setChanged] = useState<{ name: string; place: ZoomPlace } | null>(() => {
    const place = parseZoom(remembered?.zoom ?? '');
    return place && { name, place };
  });
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const size = image ?? { width: 0, height: 0 };
  const fits = changed?.name !== name;
  const fit = fitted(size, room);
  const zoom = fits ? fit : kept(zoomOf(changed.place, size), size, room);
  const change = (next: (last: Zoom) => Zoom) =>
    setChanged((last) => {
      const zoomed = last?.name === name ? zoomOf(last.place, size) : fit;
      return { name, place: placeOf(kept(next(zoomed), size, room), size) };
    });
  const zoomBy = (factor: number, point = { x: 0, y: 0 }) => change((last) => zoomedAt(last, factor, point));

  const text = fits ? undefined : formatZoom(changed.place);
  const tell = useEffectEvent(() => {
    if (remembered && text !== remembered.zoom) remembered.onZoom(text);
  });
  // Outside React: the timer of a pause.
  useEffect(() => {
    const timer = setTimeout(() => tell(), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  // Outside React: the size of the box on the screen.
  useEffect(() => {
    if (!box) return;
    const note = () => {
      if (box.clientWidth > 0) setRoom({ width: box.clientWidth, height: box.clientHeight });
    };
    note();
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(note);
    observer.observe(box);
    return () => observer.disconnect();
  }, [box]);
  const wheel = useRef<(event: WheelEvent) => void>(() => {});
  // Outside React: the wheel, which must not scroll the page and so cannot be listened to passively, as React does.
  useEffect(() => {
    wheel.current = (event) => {
      event.preventDefault();
      const lines = event.deltaMode === 1 ? 16 : 1;
      zoomBy(Math.exp((-event.deltaY * lines) / 400), fromMiddle(event, box));
    };
  });
  // Outside React: the same; it is listened to once.
  useEffect(() => {
    if (!box) return;
    const onWheel = (event: WheelEvent) => wheel.current(event);
    box.addEventListener('wheel', onWheel, { passive: false });
    return () => box.removeEventListener('wheel', onWheel);
  }, [box]);

  const onPointerDown = (event: PointerEvent) => {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    event.currentTarget.setPointerCapture?.(event.pointerId);
    pointers.current.set(event.pointerId, fromMiddle(event, box));
  };
  const onPointerMove = (event: PointerEvent) => {
    const before = pointers.current.get(event.pointerId);
    if (!before) return;
    const now = fromMiddle(event, box);
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, now);
    if (!other) {
      // All of it is in sight: there is nowhere to drag it to.
      if (fits) return;
      change((zoomed) => ({ ...zoomed, x: zoomed.x + now.x - before.x, y: zoomed.y + now.y - before.y }));
      return;
    }
    const middle = { x: (before.x + other.x) / 2, y: (before.y + other.y) / 2 };
    const spread =
      Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
    change((zoomed) => {
      const next = zoomedAt(zoomed, spread, middle);
      return { ...next, x: next.x + (now.x - before.x) / 2, y: next.y + (now.y - before.y) / 2 };
    });
  };
  const onPointerUp = (event: PointerEvent) => {
    pointers.current.delete(event.pointerId);
  };
  return {
    zoom,
    fits,
    ref: setBox,
    zoomIn: () => zoomBy(STEP),
    zoomOut: () => zoomBy(1 / STEP),
    fit: () => setChanged(null),
    /** Its own size about where the event was; fitted where it is not. */
    toggle: (event: { clientX: number; clientY: number }) =>
      fits ? zoomBy(1 / zoom.scale, fromMiddle(event, box)) : setChanged(null),
    full: () => change(() => ({ scale: 1, x: 0, y: 0 })),
    pointer: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp },
  };
}

/** Where a pointer is, from the middle of a box (px). */
function fromMiddle(event: { clientX: number; clientY: number }, box: HTMLElement | null): { x: number; y: number } {
  const { left, top, width, height } = box?.getBoundingClientRect() ?? { left: 0, top: 0, width: 0, height: 0 };
  return { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
}
