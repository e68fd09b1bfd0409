import { QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { makeQueryClient } from '#lib/client/query-client.ts';
import { ownerAccess } from '#lib/client/trace-access.ts';
import { aMessage, aRun, aStep, codeCall, functionCall } from '#lib/domain/domain-fixtures.ts';
import type { Message } from '#lib/domain/message.ts';
import type { Page } from '#lib/domain/page.ts';
import type { Run } from '#lib/domain/run.ts';
import type { KeptTrace } from '#lib/domain/run-trace.ts';
import type { Step } from '#lib/domain/step.ts';
import { ms } from '#lib/domain/time.ts';
import { Commands } from '../commands/commands.tsx';
import { followAddress } from '../ui/fake-navigation.ts';
import { RunTraceScreen } from './run-trace-screen.tsx';

/** For unit tests: runs, an API that plays what a test wants, and a browser with a size. */
export const START = 1_760_000_000_000;

/** Begins at second `n` of the run and takes one second. */
export const times = (n: number) => ({ createdAt: ms(START + n * 1000), completedAt: ms(START + (n + 1) * 1000) });

export const message = (id: string, n: number): Step =>
  aStep({ id, kind: 'message', type: 'message_creation', messageId: `msg_${id}`, ...times(n) });

export const three = (): Step[] => [
  message('a', 0),
  aStep({
    id: 'b',
    calls: [functionCall('get_labels', '{"x":1}', '"done"'), codeCall('print(1)', 'one')],
    ...times(2),
  }),
  message('c', 4),
];

export const said = (id: string): Message =>
  aMessage({ id, content: [{ type: 'text', text: { text: `Words of ${id}` }, annotations: [] }] });

export const page = <T,>(items: T[], nextCursor: string | null = null): Page<T> => ({ items, nextCursor, total: null });

export const ndjson = (lines: object[]) => new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

/** Plays the API; what it gives null for is answered 404. `path` is what follows the run's address. */
export type Answers = (path: string, accept: string) => Response | Promise<Response> | null;

export const messages: Answers = (path) =>
  path.startsWith('/messages') ? Response.json(page(['msg_a', 'msg_b', 'msg_c'].map(said))) : null;

export interface Scene {
  next?: string;
  last?: Step[];
  run?: Partial<Run>;
  answers?: Answers;
  query?: string;
  problem?: string;
  kept?: KeptTrace;
}

const access = ownerAccess('test', 'thread_a.run_a');

/** The screen of a run whose first page holds `steps`, and the list of paths that will have been asked. */
export function scene(
  steps: Step[],
  { next, last, run, answers = messages, query = '', problem, kept }: Scene = {},
): {
  screen: ReactNode;
  asked: string[];
} {
  const asked: string[] = [];
  globalThis.fetch = async (input, init) => {
    const path = (input instanceof Request ? input.url : input.toString()).replace('/api/runs/test/thread_a.run_a', '');
    asked.push(path);
    const answer = await answers(path, new Headers(init?.headers).get('accept') ?? '');
    const error = { code: 'not_found', message: 'There is no such thing.', request_id: 'r' };
    return answer ?? Response.json({ error }, { status: 404 });
  };
  window.history.replaceState(null, '', `/runs/test/thread_a.run_a${query}`);
  const whole = aRun({ createdAt: ms(START), completedAt: ms(START + 60_000), ...run });
  const screen = (
    <QueryClientProvider client={makeQueryClient()}>
      <Commands>
        <RunTraceScreen
          access={access}
          trace={{
            run: whole,
            steps: page(steps, next ?? null),
            kept,
            problem: problem === undefined ? undefined : { code: 'capability_missing', message: problem },
          }}
          lastPage={last ? page(last.toReversed()) : null}
          now={START + 61_000}
        />
      </Commands>
    </QueryClientProvider>
  );
  return { screen, asked };
}

/** Shows the timeline of such a run; gives the paths that are asked. */
export async function showTimeline(steps: Step[], options?: Scene): Promise<string[]> {
  const { screen, asked } = scene(steps, options);
  await act(async () => {
    render(screen);
    // The timeline is fetched apart, and so is what tool calls show.
    await import('./timeline-panes.tsx');
    await import('./tool-content.tsx');
  });
  return asked;
}

/** Gives elements a size, which the test's browser does not lay out, and components the address. */
export function giveSize(): void {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 900 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 500 });
  HTMLElement.prototype.scrollTo = () => undefined;
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  followAddress();
}
