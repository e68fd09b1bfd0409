import type { ServerResponse } from 'node:http';
import { PAGE_LISTENS } from '../contract/page-listens.ts';

/** A script that the framework has the browser fetch at once, and run as soon as it is there. */
const SCRIPT = /<script src="([^"<>]+)" async="" nonce="([^"<>]+)"><\/script>/g;
/** What announces the script that begins everything; it stands at the end of the body. */
const FIRST = /<link rel="preload" as="script"[^<>]* href="([^"<>]+)"\/>/;
const HEAD = /<head[^>]*>/;
const HEAD_END = '</head>';
/** A page whose head is longer is sent as it is. */
const MAX_HEAD_BYTES = 65_536;
/** Scripts are fetched this long after the head came at the latest: on a slow line, and in a tab that is not shown. */
const AT_LATEST_MS = 250;

/** What only scripts answer. Links, fields and folds do something by themselves, and would do it twice. */
const ANSWERED = 'button[type="button"], [role="tab"], [role="treeitem"]';
/**
 * After so long (milliseconds) a click is repeated only for a reader who has waited for it. On a slow line nothing else would
 * tell that the click was not heard; but who has begun to scroll or to type meanwhile has given it up, and would be surprised
 * by what opens over what is read now.
 */
const CLICK_LASTS_MS = 5000;

/** Runs in the page: the last click before the page listens is repeated when it does. */
function keepClick(answered: string, listens: string, lastsMs: number): void {
  let kept: MouseEvent | null = null;
  let movedOn = 0;
  const keep = (event: MouseEvent) => {
    kept = event;
  };
  const moveOn = (event: Event) => {
    movedOn = event.timeStamp;
  };
  const moves = ['wheel', 'touchmove', 'keydown'];
  const repeat = () => {
    window.removeEventListener('click', keep, true);
    for (const move of moves) window.removeEventListener(move, moveOn, true);
    const [before, target] = [kept, kept?.target];
    if (!before || !(target instanceof Element)) return;
    if (movedOn > before.timeStamp && performance.now() - before.timeStamp > lastsMs) return;
    if (!target.isConnected || target.closest('a[href]') || !target.closest(answered)) return;
    target.dispatchEvent(new MouseEvent('click', before));
  };
  window.addEventListener('click', keep, true);
  for (const move of moves) window.addEventListener(move, moveOn, { capture: true, passive: true });
  window.addEventListener(listens, repeat, { once: true });
}

/**
 * Runs in the page: says that it cannot be used when one of its scripts does not come before it listens. The link has no
 * place in the page, so it asks the server again.
 */
function tellMissing(listens: string): void {
  const tell = ({ target }: Event) => {
    if (!(target instanceof HTMLScriptElement)) return;
    window.removeEventListener('error', tell, true);
    const note = document.createElement('p');
    note.setAttribute('role', 'alert');
    note.className =
      'fixed inset-x-0 bottom-0 z-50 border-t border-line-strong bg-wait-soft px-gutter py-2.5 text-ui text-ink';
    const link = document.createElement('a');
    link.className = 'font-medium text-accent underline';
    link.href = window.location.pathname + window.location.search;
    link.textContent = 'Reload';
    note.append('A part of this page did not load. It can be read, but not all of it can be used. ', link);
    (document.body ?? document.documentElement).append(note);
  };
  window.addEventListener('error', tell, true);
  window.addEventListener(listens, () => window.removeEventListener('error', tell, true), { once: true });
}

/**
 * Runs in the page: fetches its scripts when its first frame can be seen, as they would take processors from painting it.
 * Until then they come one after the other, from when all of the page is there: so it counts as loaded only with its scripts,
 * as if they stood in its head.
 */
function fetchLate(paths: readonly string[], atLatestMs: number): void {
  const left = [...paths];
  const fetchNext = () => {
    const path = left.shift();
    if (path === undefined) return;
    const script = document.createElement('script');
    script.async = true;
    script.src = path;
    script.addEventListener('load', fetchNext);
    script.addEventListener('error', fetchNext);
    document.head.append(script);
  };
  const fetchAll = () => {
    while (left.length > 0) fetchNext();
  };
  document.addEventListener('DOMContentLoaded', fetchNext);
  setTimeout(fetchAll, atLatestMs);
  new PerformanceObserver((list, observer) => {
    if (list.getEntriesByName('first-contentful-paint').length === 0) return;
    observer.disconnect();
    fetchAll();
  }).observe({ type: 'paint', buffered: true });
}

/**
 * The beginning of a page with its scripts fetched after the first frame. A page brings all that it shows first as HTML;
 * fetching and compiling a dozen scripts meanwhile takes processors and connection from drawing it. The script that fetches
 * them stands before the styles, for which it would wait otherwise. The script that begins everything is fetched late only
 * where its place in the body is there too. A head without such scripts is given back as it is.
 */
export function withLateScripts(begun: string): string {
  const end = begun.indexOf(HEAD_END);
  const head = end < 0 ? begun : begun.slice(0, end);
  const scripts = [...head.matchAll(SCRIPT)];
  const nonce = scripts[0]?.[2];
  if (nonce === undefined) return begun;
  const first = FIRST.exec(head);
  const tag = `<script src="${first?.[1]}" nonce="${nonce}" async=""></script>`;
  const at = first === null ? -1 : begun.indexOf(tag, head.length);
  const body = at < 0 ? begun.slice(head.length) : begun.slice(head.length, at) + begun.slice(at + tag.length);
  const late = scripts.map(([, path]) => path);
  if (at >= 0) late.unshift(first?.[1]);
  const paths = JSON.stringify(late).replaceAll('<', String.raw`\u003c`);
  const listens = JSON.stringify(PAGE_LISTENS);
  const keeping = `(${keepClick.toString()})(${JSON.stringify(ANSWERED)},${listens},${CLICK_LASTS_MS})`;
  const telling = `(${tellMissing.toString()})(${listens})`;
  const fetching = `(${fetchLate.toString()})(${paths},${AT_LATEST_MS})`;
  const early = `<script nonce="${nonce}">${keeping};${telling};${fetching}</script>`;
  return (
    head
      .replace(FIRST, (link) => (at < 0 ? link : ''))
      .replaceAll(SCRIPT, '')
      .replace(HEAD, (opened) => opened + early) + body
  );
}

/** Has a page that `response` sends fetch its scripts late. Whatever else it sends is left as it is. */
export function sendScriptsLate(response: ServerResponse): void {
  const write = response.write.bind(response) as (...all: unknown[]) => boolean;
  const end = response.end.bind(response) as (...all: unknown[]) => ServerResponse;
  /** The page until its head is complete; null from then on. */
  let begun: Buffer | null = Buffer.alloc(0);
  const sendBegun = (page: Buffer) => {
    begun = null;
    if (!page.includes(HEAD_END)) return write(page);
    // One character for each byte: a piece may end within a letter.
    return write(Buffer.from(withLateScripts(page.toString('latin1')), 'latin1'));
  };
  response.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
    if (begun === null || !isPage(response)) return write(chunk, ...rest);
    begun = Buffer.concat([begun, typeof chunk === 'string' ? Buffer.from(chunk) : chunk]);
    return begun.length < MAX_HEAD_BYTES && !begun.includes(HEAD_END) ? true : sendBegun(begun);
  }) as typeof response.write;
  response.end = ((...last: unknown[]) => {
    if (begun?.length) sendBegun(begun);
    return end(...last);
  }) as typeof response.end;
}

/** A page whose length was told already must keep it. */
function isPage(response: ServerResponse): boolean {
  return String(response.getHeader('content-type')).startsWith('text/html') && !response.hasHeader('content-length');
}
