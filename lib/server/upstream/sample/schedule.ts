import 'server-only';
import { docsAnswerer, churnAnalyst, refundDesk, supportTriage } from './assistants.ts';
import { agentsStory, connectedAgentStory } from './stories/agents-story.ts';
import { dailyCase } from './stories/cases.ts';
import { churnStory } from './stories/churn-story.ts';
import { docsCases } from './stories/docs-cases.ts';
import { guideStory } from './stories/guide-story.ts';
import { invoicesStory } from './stories/invoices-story.ts';
import { languagesStory } from './stories/languages-story.ts';
import { ledgerStory } from './stories/ledger-story.ts';
import { legacyStory } from './stories/legacy-story.ts';
import { longLogStory } from './stories/long-log-story.ts';
import { longRunStory } from './stories/long-run-story.ts';
import { refundCases } from './stories/refund-cases.ts';
import { brokenArgumentsStory, expiredStory } from './stories/refund-stories.ts';
import { retentionStory } from './stories/retention-story.ts';
import { revenueCases } from './stories/revenue-cases.ts';
import { supportCases } from './stories/support-cases.ts';
import type { Story } from './story.ts';

export interface Entry {
  /** Seconds after midnight UTC. */
  startsAt: number;
  /** At most so many seconds later, another number each day. */
  jitter: number;
  story: Story;
}

function at(time: string, story: Story, jitter = 900): Entry {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return { startsAt: hours * 3600 + minutes * 60 + seconds, jitter, story };
}

const support = (offset: number) => dailyCase(supportTriage, supportCases, offset, 5);
const docs = (offset: number) => dailyCase(docsAnswerer, docsCases, offset, 3);
const refunds = (offset: number) => dailyCase(refundDesk, refundCases, offset, 2);
const revenue = (offset: number) => dailyCase(churnAnalyst, revenueCases, offset, 2);

/**
 * A day. Every story is told every day, so that two days always hold each of them whole at least once. The place in this
 * list is part of the threads' ids: add at the end, never in between.
 */
export const SCHEDULE: readonly Entry[] = [
  at('01:12', longRunStory),
  at('03:40', support(0)),
  at('06:20', docs(0)),
  at('07:25', retentionStory),
  at('08:10', support(1)),
  at('08:50', refunds(0)),
  at('09:35', guideStory),
  at('10:05', ledgerStory),
  at('10:50', languagesStory),
  // The second is the thread of the first one's connected agent: it begins while that runs.
  at('11:20', agentsStory, 0),
  at('11:20:39', connectedAgentStory, 0),
  at('12:00', expiredStory),
  at('12:45', longLogStory),
  at('13:05', docs(1)),
  at('13:30', revenue(0), 600),
  // The hour of the design's pictures.
  at('14:20:58', churnStory, 0),
  at('15:05', invoicesStory),
  at('15:50', support(2)),
  at('16:35', legacyStory),
  at('17:25', brokenArgumentsStory),
  at('18:10', docs(2)),
  at('19:05', support(3)),
  at('20:15', refunds(1)),
  at('21:30', revenue(1)),
  at('23:10', support(4)),
];
