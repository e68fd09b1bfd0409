import 'server-only';
import type { WireKind, WireObject } from '../upstream/wire-store.ts';

/** Objects of the answers that a reader has got, until they are taken or forgotten. Whoever reads pages forgets the rest. */
export class HeardObjects {
  readonly #objects = new Map<string, WireObject>();

  readonly hear = (objects: readonly WireObject[]): void => {
    for (const one of objects) this.#objects.set(`${one.kind} ${one.id}`, one);
  };

  /** The object, which is forgotten then; null where no answer had it, as with elements that have no id of their own. */
  take(kind: WireKind, id: string): WireObject | null {
    const name = `${kind} ${id}`;
    const found = this.#objects.get(name) ?? null;
    this.#objects.delete(name);
    return found;
  }

  forget(): void {
    this.#objects.clear();
  }
}
