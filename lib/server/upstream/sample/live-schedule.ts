import 'server-only';
import { cancellingStory } from './stories/cancelling-story.ts';
import { progressStory } from './stories/progress-story.ts';
import { queuedStory } from './stories/queued-story.ts';
import { waitingStory } from './stories/waiting-story.ts';
import type { Story } from './story.ts';

/**
 * A slot of nine minutes in which one run of each kind is under way. Each lasts until its successor has reached the same
 * state, so that at any moment at least one run is in progress, one waits for outputs, one is queued and one is cancelling.
 */
export const LIVE_SLOT = 540;
/** How long live threads stay in the list, in seconds: longer than any of them lasts. */
export const LIVE_LISTED = 900;

/** `lead`: seconds before the slot at which the thread begins. */
export const LIVE: readonly { lead: number; story: Story }[] = [
  { lead: 0, story: progressStory },
  { lead: 40, story: waitingStory },
  { lead: 30, story: queuedStory },
  { lead: 60, story: cancellingStory },
];
