import { apiPaths } from '../contract/api-paths.ts';
import type { Connection, ConnectionListener, ConnectionState } from './event-connection.ts';
import type { Transport } from './live-state.ts';
import { allWants, isEmpty, type LiveNews, serves, type Wants, wantsQuery } from './tab-words.ts';
import { readEvents } from './read-events.ts';
import type { SentEvent } from './sent-events.ts';

/** Wants that come one after the other while a page opens make one connection (ms). */
const GATHER = 60;
/** Tabs say again and again what they want; one that was not heard of for so long (ms) is gone. */
const FORGET_AFTER = 60_000;

export interface LeaderOutput {
  onNews: (news: LiveNews[]) => void;
  onTransport: (transport: Transport) => void;
}

/** Opens a connection at a path; `from` is the id of the last event that was heard, null for none. */
export type Connect = (path: string, from: string | null, on: ConnectionListener) => Connection;

/** Holds the one connection of this browser, for everything that its visible tabs want. */
export class LiveLeader {
  #tabs = new Map<string, { wants: Wants; heardAt: number }>();
  #connection: Connection | null = null;
  #carried: Wants = { runs: [], list: false, rows: [] };
  #fresh = false;
  #reading = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #transport: Transport = { mode: 'connecting', why: null, since: Date.now(), runs: [] };
  #connect: Connect;
  #out: LeaderOutput;

  constructor(connect: Connect, out: LeaderOutput) {
    this.#connect = connect;
    this.#out = out;
  }

  /** Takes in what a tab wants. A run that it did not want before is sent as it is now, `fresh` does so for all. */
  want(tab: string, wants: Wants, fresh: boolean): void {
    const before = this.#tabs.get(tab)?.wants.runs ?? [];
    const added = wants.runs.some((run) => !before.includes(run));
    this.#tabs.delete(tab);
    if (!isEmpty(wants)) this.#tabs.set(tab, { wants, heardAt: Date.now() });
    this.#fresh ||= fresh || added;
    if (this.#timer === undefined) this.#timer = setTimeout(() => this.#gathered(), GATHER);
  }

  /** What the connection is like, for a tab that has just come. */
  transport(): Transport {
    return this.#transport;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#connection?.close();
    this.#connection = null;
  }

  #gathered(): void {
    this.#timer = undefined;
    for (const [tab, { heardAt }] of this.#tabs) if (Date.now() - heardAt > FORGET_AFTER) this.#tabs.delete(tab);
    const wants = allWants([...this.#tabs.values()].map((tab) => tab.wants));
    if (this.#connection && !this.#fresh && serves(this.#carried, wants)) return;
    const last = this.#fresh ? null : (this.#connection?.lastId() ?? null);
    this.#fresh = false;
    this.#connection?.close();
    this.#connection = null;
    this.#carried = wants;
    if (isEmpty(wants)) return this.#tell('off', null);
    this.#connection = this.#connect(apiPaths.events(wantsQuery(wants)), last, {
      onEvents: (events) => this.#read(events),
      onState: (state) => this.#onState(state),
    });
  }

  #onState(state: ConnectionState): void {
    // Another set of runs over a connection that works is no news.
    if (state.mode === 'connecting' && this.#transport.mode === 'events') return;
    const mode = state.mode === 'open' ? 'events' : state.mode === 'refused' ? 'polling' : state.mode;
    this.#tell(mode, state.mode === 'refused' ? state.why : null);
  }

  /** Hands events on in the order in which they came. */
  #read(events: SentEvent[]): void {
    this.#reading = this.#reading.then(async () => {
      const read = await readEvents(events).catch(() => []);
      if (read.length > 0) this.#out.onNews(read);
    });
  }

  #tell(mode: Transport['mode'], why: string | null): void {
    const since = mode === this.#transport.mode ? this.#transport.since : Date.now();
    this.#transport = { mode, why, since, runs: this.#carried.runs };
    this.#out.onTransport(this.#transport);
  }
}
