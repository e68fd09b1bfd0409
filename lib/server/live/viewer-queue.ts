import 'server-only';

/** What may wait for one viewer: frames and characters. A viewer who is further behind starts anew from a snapshot. */
const MOST_FRAMES = 2_000;
const MOST_TEXT = 4 * 1024 * 1024;

/** One server-sent event. */
export interface Frame {
  id: string | null;
  event: string;
  /** JSON. */
  data: string;
}

/** Frames between those who publish, who never wait, and one connection, which takes them as fast as it can. */
export class ViewerQueue {
  #frames: Frame[] = [];
  #length = 0;
  #wake: (() => void) | null = null;
  #behind = false;

  push(frame: Frame): void {
    if (!this.#behind) {
      this.#frames.push(frame);
      this.#length += frame.data.length;
      if (this.#frames.length > MOST_FRAMES || this.#length > MOST_TEXT) {
        this.#behind = true;
        this.#frames = [];
        this.#length = 0;
      }
    }
    this.#wake?.();
  }

  /** Waits until there is something, `until` (ms since 1970) or until `signal` fires. `behind` says that frames were dropped. */
  async next(until: number, signal: AbortSignal): Promise<{ frames: Frame[]; behind: boolean }> {
    if (this.#frames.length === 0 && !this.#behind && !signal.aborted && Date.now() < until) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, until - Date.now());
      signal.addEventListener('abort', () => resolve(), { once: true });
      this.#wake = resolve;
      await promise;
      clearTimeout(timer);
      this.#wake = null;
    }
    const taken = { frames: this.#frames, behind: this.#behind };
    this.#frames = [];
    this.#length = 0;
    this.#behind = false;
    return taken;
  }
}
