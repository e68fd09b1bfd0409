/** How long a view takes to its new place (milliseconds). */
const GLIDE = 240;

const easeOut = (share: number) => 1 - (1 - share) ** 3;

/**
 * Calls `frame` with shares up to exactly 1 over 240 ms, one a frame, or once with 1 where the reader wants no motion.
 * Returns a function that stops it where it is.
 */
export function glide(frame: (share: number) => void): () => void {
  if (typeof window === 'undefined' || window.matchMedia?.('(prefers-reduced-motion: reduce)').matches) {
    frame(1);
    return () => {};
  }
  const begin = performance.now();
  let next = requestAnimationFrame(function step(now) {
    const share = Math.min(1, Math.max(0, (now - begin) / GLIDE));
    if (share < 1) next = requestAnimationFrame(step);
    frame(share < 1 ? easeOut(share) : 1);
  });
  return () => cancelAnimationFrame(next);
}
