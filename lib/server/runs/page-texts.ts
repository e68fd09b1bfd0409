import 'server-only';
import { cutText, type LongText } from '../../domain/long-text.ts';
import { type Message, mapMessageTexts } from '../../domain/message.ts';
import type { Page } from '../../domain/page.ts';
import type { Step } from '../../domain/step.ts';
import { mapStepTexts } from '../../domain/step-texts.ts';

/** Steps in the HTML of a page; the rest is streamed. */
export const FIRST_STEPS = 50;
/** Texts in the HTML are cut to this many bytes; the detail of a step fetches them whole. */
const FIRST_TEXT = 16 * 1024;

/** Steps with their texts as short as the HTML of a page has them. */
export function cutSteps(page: Page<Step>): Page<Step> {
  return { ...page, items: page.items.map((step) => mapStepTexts(step, cutForPage)) };
}

/** Messages likewise. */
export function cutMessages(page: Page<Message>): Page<Message> {
  return { ...page, items: page.items.map((message) => mapMessageTexts(message, cutForPage)) };
}

function cutForPage(text: LongText): LongText {
  return cutText(text, FIRST_TEXT);
}
