/** How tabs of a browser talk to each other; a `BroadcastChannel` in pages, something simple in tests. */
export interface TabChannel {
  post: (word: unknown) => void;
  /** Calls `hear` with what other tabs post; the function given back ends it. */
  listen: (hear: (word: unknown) => void) => () => void;
}

/** A way to have one of all tabs do something: `onLead` is called in it, and what that gives back when it is over. */
export type Lead = (onLead: () => () => void) => () => void;

/** A channel of this name to all tabs of our pages. */
export function tabChannel(name: string): TabChannel {
  const channel = new BroadcastChannel(name);
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches pages of this origin only
    post: (word) => channel.postMessage(word),
    listen: (hear) => {
      const onMessage = (event: MessageEvent) => hear(event.data);
      channel.addEventListener('message', onMessage);
      return () => channel.removeEventListener('message', onMessage);
    },
  };
}

/** One leader by a lock of the browser, which is free again as soon as its tab is gone. */
export function leadByLock(locks: LockManager, name: string): Lead {
  return (onLead) => {
    const leave = new AbortController();
    const { signal } = leave;
    const held = () =>
      new Promise<void>((resolve) => {
        if (signal.aborted) return resolve();
        const stop = onLead();
        signal.addEventListener('abort', () => {
          stop();
          resolve();
        });
      });
    // Rejects when it is given up while waiting.
    locks.request(name, { signal }, held).catch(() => undefined);
    return () => leave.abort();
  };
}

/** Tabs say so often (ms) that they are there, and count as gone after the other. */
const SAY_EVERY = 2_000;
const GONE_AFTER = 6_000;
/** A tab that comes waits so long (ms) for others to say that they lead. */
const FIRST = 400;

type Word = { tab: string; says: 'who' | 'here' | 'gone' };

/** One leader by agreement: the tab with the first name. For pages on plain http, which have no locks. */
export function leadByAgreement(channel: TabChannel, tab: string): Lead {
  return (onLead) => {
    const others = new Map<string, number>();
    let stop: (() => void) | null = null;
    const say = (says: Word['says']) => channel.post({ tab, says } satisfies Word);
    const decide = () => {
      const now = Date.now();
      for (const [name, heardAt] of others) if (now - heardAt > GONE_AFTER) others.delete(name);
      const first = [...others.keys()].every((name) => tab < name);
      if (first) stop ??= onLead();
      else {
        stop?.();
        stop = null;
      }
    };
    const leave = channel.listen((word) => {
      if (!isWord(word) || word.tab === tab) return;
      if (word.says === 'gone') others.delete(word.tab);
      else others.set(word.tab, Date.now());
      if (word.says === 'who') say('here');
      if (stop || word.says === 'gone') decide();
    });
    say('who');
    const first = setTimeout(decide, FIRST);
    const timer = setInterval(() => {
      say('here');
      decide();
    }, SAY_EVERY);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
      leave();
      say('gone');
      stop?.();
      stop = null;
    };
  };
}

function isWord(word: unknown): word is Word {
  return typeof word === 'object' && word !== null && 'tab' in word && 'says' in word && typeof word.tab === 'string';
}
