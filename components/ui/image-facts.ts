/** What is known of an image that is shown. */
export type ImageState =
  | { state: 'loading' | 'missing' }
  | { state: 'loaded'; width: number; height: number; bytes: number | null };

/** Reads an image that has loaded: its pixels, and its size in bytes where the browser still knows the transfer. */
export function stateOfImage(image: HTMLImageElement): ImageState {
  if (image.naturalWidth === 0) return { state: 'missing' };
  const timing = performance.getEntriesByName(image.currentSrc || image.src)[0];
  const bytes = timing && 'decodedBodySize' in timing ? Number(timing.decodedBodySize) : 0;
  return { state: 'loaded', width: image.naturalWidth, height: image.naturalHeight, bytes: bytes > 0 ? bytes : null };
}

/** Transfers are forgotten after 250, which a page that polls has soon; a page that shows images remembers more. */
export function rememberTransfers(): void {
  if (typeof window !== 'undefined') performance.setResourceTimingBufferSize?.(5_000);
}
