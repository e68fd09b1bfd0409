import 'server-only';
import type { Look } from '../ids.ts';
import type { AssistantPlan } from '../plan.ts';
import type { RunBuilder, RunOptions } from '../run-builder.ts';
import type { Story } from '../story.ts';
import type { AskOptions } from '../thread-builder.ts';

/** A question and how it is answered. */
export interface Turn {
  ask: string;
  asked?: AskOptions;
  look?: Look;
  settings?: RunOptions;
  tell(run: RunBuilder): void;
}

/** A short conversation. Later turns come some minutes after the one before. */
export interface Case {
  author: string;
  turns: readonly [Turn, ...Turn[]];
}

/**
 * One of several conversations, another one on the next day: of `perDay` such stories a day, this is number `offset`.
 * With twice as many cases as stories a day, two days show every case once.
 */
export function dailyCase(assistant: AssistantPlan, cases: readonly Case[], offset: number, perDay: number): Story {
  return {
    metadata: { channel: 'inbox' },
    tell(thread) {
      const chosen = cases[(thread.day * perDay + offset) % cases.length];
      chosen?.turns.forEach((turn, i) => {
        if (i > 0) thread.wait(thread.random.int(70, 400));
        thread.ask(turn.ask, { metadata: { author: chosen.author }, ...turn.asked });
        const settings = { ...turn.settings, ...(turn.look ? { look: turn.look } : {}) };
        thread.run(assistant, settings, turn.tell);
      });
    },
  };
}
