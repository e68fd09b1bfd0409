/** Bodies that are remembered. */
const MOST_BODIES = 200;

/** Counts what the upstream was asked, for tests that look at calls and at connections left open. */
export class Traffic {
  #counts = new Map<string, number>();
  #open = new Map<string, number>();
  #refused = 0;
  #bodies: { path: string; body: unknown }[] = [];

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

  /** Notes what a write said; the latest ones are remembered. */
  wrote(path: string, text: string): void {
    let body: unknown = text;
    try {
      body = JSON.parse(text);
    } catch {
      // Not JSON: as it came.
    }
    this.#bodies = [...this.#bodies, { path, body }].slice(-MOST_BODIES);
  }

  /** Counts a path since the start, requests without an answer yet, refusals, and what writes said; of paths that begin with `prefix`. */
  report(prefix: string): {
    counts: Record<string, number>;
    open: Record<string, number>;
    refused: number;
    bodies: { path: string; body: unknown }[];
  } {
    const under = (map: Map<string, number>) =>
      Object.fromEntries([...map].filter(([name]) => name.slice(name.indexOf(' ') + 1).startsWith(prefix)));
    const bodies = this.#bodies.filter(({ path }) => path.startsWith(prefix));
    return { counts: under(this.#counts), open: under(this.#open), refused: this.#refused, bodies };
  }
}
