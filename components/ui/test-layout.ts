import { vi } from 'vitest';

/** Gives boxes of the test document `height` px and rows 19 px, which jsdom does not: virtual lists ask for sizes. */
export function layOut(height: number): void {
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(600);
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(height);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(19);
}
