import type { APIRequestContext, Page, Request, Response } from 'playwright/test';
import { churn, knownRuns } from './known-runs.ts';

/** An address of a page and what it shows. */
export interface Visit {
  shows: string;
  path: string;
}

const HOSTILE = 'thread_hostile';
/** What the browser logs by itself when an answer is an error, as some of these pages bring about. */
export const FAILED_ANSWER = /Failed to load resource: the server responded with a status of [45]\d\d/;

/** A page of every kind: lists, runs of every status, threads, hostile content, sources that lack or fail. */
export async function everyPage(request: APIRequestContext): Promise<Visit[]> {
  const runs = await knownRuns(request, 'sample', 60);
  const ofEachStatus = [...new Map(runs.map((run) => [run.status, run])).values()];
  const { key: failed, threadId: thread } = await churn(request);
  return [
    { shows: 'the way to the runs', path: '/' },
    { shows: 'all runs', path: '/runs' },
    { shows: 'a filtered list', path: '/runs?source=sample&status=failed,expired' },
    { shows: 'a list without a match', path: '/runs?q=no-run-has-this' },
    { shows: 'a source that cannot list', path: '/runs?source=no-list' },
    ...ofEachStatus.map((run) => ({ shows: `a run that is ${run.status}`, path: `/runs/sample/${run.key}` })),
    { shows: 'a conversation', path: `/runs/sample/${failed}?view=conversation` },
    { shows: 'the JSON of a run', path: `/runs/sample/${failed}?view=json` },
    { shows: 'a hostile conversation', path: `/runs/hostile/${HOSTILE}.run_hostile?view=conversation` },
    { shows: 'a thread', path: `/threads/sample/${thread}` },
    { shows: 'a run without steps', path: `/runs/no-steps/${failed}` },
    { shows: 'a hostile run', path: `/runs/hostile/${HOSTILE}.run_hostile` },
    { shows: 'a hostile run of an odd status', path: `/runs/hostile/${HOSTILE}.run_odd_status` },
    { shows: 'a hostile thread', path: `/threads/hostile/${HOSTILE}` },
    { shows: 'a source that repeats the key in its error', path: '/runs/faulty/thread_faulty.run_fault_http401' },
    { shows: 'steps that cannot be read', path: '/runs/faulty/thread_faulty.run_steps_badjson' },
    { shows: 'a run that is not there', path: '/runs/sample/thread_none.run_none' },
    { shows: 'a source that is not there', path: '/runs/nowhere/thread_a.run_a' },
    { shows: 'the import page', path: '/import' },
    { shows: 'the sources', path: '/settings/sources' },
    { shows: 'the known ids of a source', path: '/settings/sources?ids=sample&kind=thread' },
    { shows: 'access tokens', path: '/settings/tokens' },
    { shows: 'share links', path: '/settings/shares' },
    { shows: 'an account', path: '/settings/account' },
    { shows: 'users where nobody signs in', path: '/settings/users' },
    { shows: 'the audit trail', path: '/settings/audit' },
    { shows: 'an audit trail without a match', path: '/settings/audit?who=nobody' },
    { shows: 'runs by thread', path: '/runs?source=sample&group=thread' },
    { shows: 'failures', path: '/failures' },
    { shows: 'failures of a source without any', path: '/failures?source=no-list' },
    { shows: 'search without words', path: '/search' },
    { shows: 'hits of a search', path: '/search?q=churn' },
    { shows: 'hits of a search in hostile texts', path: '/search?q=script&source=hostile' },
    { shows: 'a search that finds nothing', path: '/search?q=no-run-has-this&status=failed' },
    { shows: 'a step opened at found words', path: `/runs/sample/${failed}?step=run&words=churn&near=churn` },
    { shows: 'an address that is not there', path: '/nowhere' },
  ];
}

/** Streams of events have no end to wait for. */
const STREAM = /\/events$/;

/** Opens a page and waits until it listens and has had nothing to wait for during three looks. */
export async function open(page: Page, path: string): Promise<void> {
  const waiting = new Set<Request>();
  const begun = (request: Request) => {
    if (!STREAM.test(new URL(request.url()).pathname)) waiting.add(request);
  };
  const ended = (request: Request) => waiting.delete(request);
  page.on('request', begun).on('requestfinished', ended).on('requestfailed', ended);
  await openLive(page, path);
  for (let quiet = 0; quiet < 3; ) {
    await page.waitForTimeout(100);
    quiet = waiting.size === 0 ? quiet + 1 : 0;
  }
  page.off('request', begun).off('requestfinished', ended).off('requestfailed', ended);
}

/** Opens a page and waits until it listens: keys and clicks before that are lost, as on every page drawn by the server. */
export async function openLive(page: Page, path: string): Promise<Response | null> {
  const answer = await page.goto(path);
  await page.waitForFunction(() => {
    const drawn = document.querySelector('main');
    return drawn !== null && Object.keys(drawn).some((name) => name.startsWith('__react'));
  });
  return answer;
}
