import 'server-only';
import { processState } from '../process-state.ts';
import type { UpstreamJson, UpstreamRequest } from './upstream-fetch.ts';

/** How long an answer can stand for another call, ms, and how many characters of answers may be held together and alone. */
const KEEP = 60_000;
const MOST = 24 * 1024 * 1024;
const LARGEST = 4 * 1024 * 1024;

interface Recent {
  answer: UpstreamJson;
  askedAt: number;
}

type Place = Pick<UpstreamRequest, 'path' | 'query' | 'sizedBy'>;

interface Memory {
  answers: Map<string, Recent>;
  held: number;
}

const memory = () => processState('recent-answers', (): Memory => ({ answers: new Map(), held: 0 }));

/** Holds an answer for a minute, so that keeping a run need not ask again for what a page has just shown. */
export function rememberAnswer(source: string, place: Place, answer: UpstreamJson, askedAt: number): void {
  const known = memory();
  const name = nameOf(source, place);
  drop(known, name);
  for (const [old, recent] of known.answers) {
    const over = known.held + answer.text.length > MOST;
    if (!over && recent.askedAt > Date.now() - KEEP) break;
    drop(known, old);
  }
  if (answer.text.length > LARGEST) return;
  known.answers.set(name, { answer, askedAt });
  known.held += answer.text.length;
}

/** The answer to the same call, however many elements it asked for, if it was asked after an instant (ms since 1970). */
export function recallAnswer(source: string, place: Place, since: number): UpstreamJson | null {
  const recent = memory().answers.get(nameOf(source, place));
  return recent && recent.askedAt >= Math.max(since, Date.now() - KEEP) ? recent.answer : null;
}

function drop(known: Memory, name: string): void {
  const recent = known.answers.get(name);
  if (!recent) return;
  known.held -= recent.answer.text.length;
  known.answers.delete(name);
}

function nameOf(source: string, { path, query = [], sizedBy }: Place): string {
  return JSON.stringify([source, path, query.filter(([name]) => name !== sizedBy)]);
}
