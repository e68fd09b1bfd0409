import type { OpenItem } from '#lib/contract/source-schema.ts';
import { type Command, LINES, listedAlike } from './command.ts';

/** What belongs to the page in view and can be opened from the palette, read when the palette opens. */
export interface Related {
  /** Tells it from that of another page. */
  key: string;
  load: () => Promise<OpenItem[]>;
}

/** The commands of the page in view, from all parts of it that declare some. */
export class CommandRegistry {
  #tables = new Map<object, readonly Command[]>();
  #list: readonly Command[] = [];
  #related: Related | null = null;
  #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Commands that have something to do, in the order of the list of keys; the same array until that changes. */
  list = (): readonly Command[] => this.#list;

  /** Declares what a part of the page can do, in place of what it declared before. */
  declare(owner: object, commands: readonly Command[]): void {
    const before = this.#tables.get(owner);
    this.#tables.set(owner, commands);
    if (!before || !listedAlike(before, commands)) this.#changed();
  }

  withdraw(owner: object): void {
    if (this.#tables.delete(owner)) this.#changed();
  }

  related = (): Related | null => this.#related;

  /** Offers what belongs to the page; null when it has nothing, or has gone. */
  relate(related: Related | null): void {
    this.#related = related;
    this.#tell();
  }

  /** The newest form of a command; null once it has gone or has nothing to do. */
  byId(id: string): Command | null {
    return this.#find((command) => command.id === id);
  }

  /** The command that a key calls. */
  byKey(key: string): Command | null {
    return this.#find((command) => command.keys.includes(key));
  }

  #find(fits: (command: Command) => boolean): Command | null {
    for (const table of this.#tables.values()) {
      const found = table.find((command) => command.enabled !== false && fits(command));
      if (found) return found;
    }
    return null;
  }

  #changed(): void {
    const all = [...this.#tables.values()].flat().filter((command) => command.enabled !== false);
    this.#list = all.sort((a, b) => LINES.indexOf(a.group) - LINES.indexOf(b.group));
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
