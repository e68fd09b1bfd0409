import { connect } from './event-connection.ts';
import { leadByAgreement, leadByLock, type Lead, type TabChannel, tabChannel } from './leader.ts';
import { type Connect, LiveLeader } from './live-leader.ts';
import { OFF, runName, setTransport, type Transport } from './live-state.ts';
import { allWants, isTabWord, type LiveNews, type TabWord, type Wants } from './tab-words.ts';

const NAME = 'runlens-live';
/** How often a tab says again what it wants (ms). */
const SAY_EVERY = 20_000;

/** Somebody in this tab who wants to hear, and of what; `null` stands for what the list shows. */
export interface Watch {
  run: string | null;
  /** Rows of the list that go on and are in view; asked for at every `LiveTab.changed`. */
  rows?: () => readonly string[];
  hear: (news: readonly LiveNews[]) => void;
}

/** What a tab stands on; tests put something else in its place. */
export interface TabGround {
  tab: string;
  channel: TabChannel;
  lead: Lead;
  connect: Connect;
  visible: () => boolean;
  onVisible: (listener: () => void) => void;
  tell: (transport: Transport) => void;
}

/** This tab's share in the browser's one connection. A tab that is hidden wants nothing and holds nothing. */
export class LiveTab {
  #ground: TabGround;
  #watches = new Set<Watch>();
  #leader: LiveLeader | null = null;
  #stopLeading: (() => void) | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(ground: TabGround) {
    this.#ground = ground;
    ground.channel.listen((word) => isTabWord(word) && this.#hear(word));
    ground.onVisible(() => this.#changed(true));
  }

  /** Hears until the returned function is called; first a snapshot of the run. */
  watch(watch: Watch): () => void {
    this.#watches.add(watch);
    this.#changed(watch.run !== null);
    return () => {
      this.#watches.delete(watch);
      this.#changed(false);
    };
  }

  /** Says that other rows are in view. */
  changed(): void {
    if (this.#stopLeading) this.#say(false);
  }

  /** Asks for the runs of this tab as they are now, where following broke off. */
  again(): void {
    this.#changed(true);
  }

  #changed(fresh: boolean): void {
    const active = this.#ground.visible() && this.#watches.size > 0;
    if (active && !this.#stopLeading) {
      this.#ground.tell({ mode: 'connecting', why: null, since: Date.now(), runs: [] });
      this.#stopLeading = this.#ground.lead(() => this.#lead());
      this.#timer = setInterval(() => this.#say(false), SAY_EVERY);
    }
    if (active || this.#stopLeading) this.#say(fresh);
    if (active || !this.#stopLeading) return;
    clearInterval(this.#timer);
    this.#stopLeading();
    this.#stopLeading = null;
    this.#ground.tell(OFF);
  }

  /** Says what this tab wants; nothing while it is hidden. */
  #say(fresh: boolean): void {
    const watches = this.#ground.visible() ? [...this.#watches] : [];
    const wants = allWants(watches.map(wantsOf));
    const { tab } = this.#ground;
    if (this.#leader) this.#leader.want(tab, wants, fresh);
    else this.#post({ says: 'want', tab, wants, fresh });
  }

  #lead(): () => void {
    const leader = new LiveLeader(this.#ground.connect, {
      onNews: (news) => {
        this.#post({ says: 'news', news });
        this.#give(news);
      },
      onTransport: (transport) => {
        this.#post({ says: 'transport', transport });
        this.#ground.tell(transport);
      },
    });
    this.#leader = leader;
    this.#post({ says: 'lead' });
    this.#say(true);
    return () => {
      leader.close();
      this.#leader = null;
    };
  }

  #hear(word: TabWord): void {
    switch (word.says) {
      case 'want':
        if (!this.#leader) return;
        this.#leader.want(word.tab, word.wants, word.fresh);
        this.#post({ says: 'transport', transport: this.#leader.transport() });
        return;
      case 'lead':
        if (this.#stopLeading) this.#say(true);
        return;
      case 'news':
        if (this.#stopLeading) this.#give(word.news);
        return;
      case 'transport':
        if (this.#stopLeading && !this.#leader) this.#ground.tell(word.transport);
    }
  }

  #give(news: readonly LiveNews[]): void {
    for (const { run, hear } of this.#watches) {
      const own = news.filter((one) => (one.of === 'run' ? runName(one.source, one.key) === run : run === null));
      if (own.length > 0) hear(own);
    }
  }

  #post(word: TabWord): void {
    this.#ground.channel.post(word);
  }
}

function wantsOf({ run, rows }: Watch): Wants {
  return run === null ? { runs: [], list: true, rows: rows?.() ?? [] } : { runs: [run], list: false, rows: [] };
}

let ofThisTab: LiveTab | undefined;

/** The share of this tab. */
export function liveTab(): LiveTab {
  ofThisTab ??= new LiveTab(browserGround());
  return ofThisTab;
}

function browserGround(): TabGround {
  const tab = Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('');
  // Browsers give locks to pages on https and localhost only.
  const locks = 'locks' in navigator ? navigator.locks : null;
  return {
    tab,
    channel: tabChannel(NAME),
    lead: locks ? leadByLock(locks, NAME) : leadByAgreement(tabChannel(`${NAME}-lead`), tab),
    connect: (path, from, on) => connect(path, from, on, answersAtAll),
    visible: () => document.visibilityState === 'visible',
    onVisible: (listener) => {
      document.addEventListener('visibilitychange', listener);
      window.addEventListener('pageshow', listener);
    },
    tell: setTransport,
  };
}

async function answersAtAll(signal: AbortSignal): Promise<boolean> {
  return fetch('/api/health', { signal, cache: 'no-store' }).then(
    (response) => response.ok,
    () => false,
  );
}
