import 'server-only';
import { cutText, LONG_TEXT_LIMIT } from '../../domain/long-text.ts';
import { type Message, mapMessageTexts } from '../../domain/message.ts';
import type { Page } from '../../domain/page.ts';
import type { Run } from '../../domain/run.ts';
import { mapStepTexts, type Step } from '../../domain/step.ts';

/** Cuts the long texts of a step to what a list or stream may carry. */
export function cutStep(step: Step): Step {
  return mapStepTexts(step, (text) => cutText(text, LONG_TEXT_LIMIT));
}

export function cutStepPage(page: Page<Step>): Page<Step> {
  return { ...page, items: page.items.map(cutStep) };
}

export function cutMessagePage(page: Page<Message>): Page<Message> {
  const cut = (message: Message) => mapMessageTexts(message, (text) => cutText(text, LONG_TEXT_LIMIT));
  return { ...page, items: page.items.map(cut) };
}

/** A run as lists carry it: instructions are cut like every long text. */
export function cutRun(run: Run): Run {
  const instructions = run.instructions && cutText(run.instructions, LONG_TEXT_LIMIT);
  return instructions === run.instructions ? run : { ...run, instructions };
}
