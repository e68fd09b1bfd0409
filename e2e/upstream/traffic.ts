/** Counts what the upstream was asked, for tests that look at calls and at connections left open. */
export class Traffic {
  #counts = new Map<string, number>();
  #open = new Map<string, number>();
  #refused = 0;

  /** Notes a request; the function given back notes its end. */
  begin(method: string, path: string): () => void {
    const name = `${method} ${path}`;
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    this.#open.set(name, (this.#open.get(name) ?? 0) + 1);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const left = (this.#open.get(name) ?? 1) - 1;
      if (left > 0) this.#open.set(name, left);
      else this.#open.delete(name);
    };
  }

  /** Notes a request whose key was missing or wrong. */
  refuse(): void {
    this.#refused += 1;
  }

  /** Counts a path since the start, requests without an answer yet, and refusals; of paths that begin with `prefix`. */
  report(prefix: string): { counts: Record<string, number>; open: Record<string, number>; refused: number } {
    const under = (map: Map<string, number>) =>
      Object.fromEntries([...map].filter(([name]) => name.slice(name.indexOf(' ') + 1).startsWith(prefix)));
    return { counts: under(this.#counts), open: under(this.#open), refused: this.#refused };
  }
}
