/**
 * For tests: gives boxes `height` px and rows 19 px, which virtual lists ask for and the test document does not have.
 * Gives the function that takes the sizes back.
 */
export function layOut(height: number): () => void {
  const sizes: [object, string, number][] = [
    [Element.prototype, 'clientWidth', 600],
    [Element.prototype, 'clientHeight', height],
    [HTMLElement.prototype, 'offsetHeight', 19],
  ];
  const before = sizes.map(([owner, name]) => Object.getOwnPropertyDescriptor(owner, name));
  for (const [owner, name, value] of sizes)
    Object.defineProperty(owner, name, { configurable: true, get: () => value });
  return () => {
    for (const [i, [owner, name]] of sizes.entries()) {
      const descriptor = before[i];
      if (descriptor) Object.defineProperty(owner, name, descriptor);
    }
  };
}
