import 'server-only';
import { isJsonObject, type JsonObject } from '../../domain/json.ts';
import { cutText, LONG_TEXT_LIMIT } from '../../domain/long-text.ts';
import { type Message, mapMessageTexts } from '../../domain/message.ts';
import type { Page } from '../../domain/page.ts';
import type { Run } from '../../domain/run.ts';
import type { Step } from '../../domain/step.ts';
import { mapStepTexts } from '../../domain/step-texts.ts';

/** Cuts the long texts of a step to what a list or stream may carry. */
export function cutStep(step: Step): Step {
  return mapStepTexts(step, (text) => cutText(text, LONG_TEXT_LIMIT));
}

/** Cuts the long texts of every step of a page. */
export function cutStepPage(page: Page<Step>): Page<Step> {
  return { ...page, items: page.items.map(cutStep) };
}

/** Cuts the long texts of a message to what a list or stream may carry. */
export function cutMessage(message: Message): Message {
  return mapMessageTexts(message, (text) => cutText(text, LONG_TEXT_LIMIT));
}

/** Cuts the long texts of every message of a page. */
export function cutMessagePage(page: Page<Message>): Page<Message> {
  return { ...page, items: page.items.map(cutMessage) };
}

/** A run as lists carry it: instructions are cut like every long text. */
export function cutRun(run: Run): Run {
  const instructions = run.instructions && cutText(run.instructions, LONG_TEXT_LIMIT);
  return instructions === run.instructions ? run : { ...run, instructions };
}

/** Instructions of a list row; the run itself carries them whole. */
const ROW_INSTRUCTIONS = 1024;

/** A run as a row of a list: instructions are cut short and tools keep their type and name only. */
export function asRow(run: Run): Run {
  const instructions = run.instructions && cutText(run.instructions, ROW_INSTRUCTIONS);
  return { ...run, instructions, tools: run.tools.map(nameTool) };
}

function nameTool(tool: JsonObject): JsonObject {
  const named: JsonObject = 'type' in tool ? { type: tool.type ?? null } : {};
  const definition = tool.function;
  if (isJsonObject(definition) && typeof definition.name === 'string') named.function = { name: definition.name };
  return named;
}
