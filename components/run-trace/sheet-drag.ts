/** A press that moves less is a tap on the handle (px). */
const LEAST = 6;
/** How far a sheet is drawn to change sides, and how fast where it is flung (px, px a ms). */
const FAR = 90;
const FAST = 0.4;
/** What stays of a sheet that is drawn down, and of the page over one that is drawn up (px). */
const LOW = 48;
const TOP = 56;

/**
 * Lets a sheet at the bottom of the window follow the pointer that holds its `handle`, and opens or closes it when that lets
 * go. A press that does not move is left to the handle's own click.
 */
export function dragSheet(
  handle: HTMLElement,
  pointer: { pointerId: number; clientY: number; timeStamp: number },
  open: boolean,
  onOpenChange: (open: boolean) => void,
): void {
  const sheet = handle.parentElement;
  const { pointerId, clientY: from } = pointer;
  // It let go before this script was there.
  if (!sheet || !handle.hasPointerCapture(pointerId)) return;
  const { height } = sheet.getBoundingClientRect();
  const leave = new AbortController();
  const { signal } = leave;
  let moved = false;
  let last = { y: from, at: pointer.timeStamp };
  let speed = 0;

  const onMove = (event: PointerEvent) => {
    if (event.pointerId !== pointerId) return;
    const by = event.clientY - from;
    if (!moved && Math.abs(by) < LEAST) return;
    moved = true;
    // What a closed sheet hides is seen while it is drawn up.
    sheet.dataset.open = 'true';
    sheet.style.height = `${Math.max(LOW, Math.min(window.innerHeight - TOP, height - by))}px`;
    speed = (event.clientY - last.y) / Math.max(1, event.timeStamp - last.at);
    last = { y: event.clientY, at: event.timeStamp };
  };
  const onEnd = (event: PointerEvent) => {
    if (event.pointerId !== pointerId) return;
    leave.abort();
    sheet.style.height = '';
    sheet.dataset.open = String(open);
    if (!moved) return;
    // The click that follows is the end of the drag.
    const noClick = (click: Event) => click.stopPropagation();
    handle.addEventListener('click', noClick, { capture: true, once: true });
    setTimeout(() => handle.removeEventListener('click', noClick, { capture: true }));
    const by = event.clientY - from;
    const changes = open ? by > FAR || speed > FAST : by < -FAR || speed < -FAST;
    if (changes && event.type === 'pointerup') onOpenChange(!open);
  };
  handle.addEventListener('pointermove', onMove, { signal });
  handle.addEventListener('pointerup', onEnd, { signal });
  handle.addEventListener('pointercancel', onEnd, { signal });
}
