import 'server-only';
import type { RunEvent } from '../../domain/run-event.ts';
import { cutMessage, cutRun, cutStep } from '../runs/long-texts.ts';
import type { ChannelTrace } from './channel.ts';

/** A text that a piece made too long is cut; its step or message is then sent whole, once, with the mark of the cut. */
export function cutGrown(trace: ChannelTrace, event: RunEvent): { trace: ChannelTrace; event: RunEvent } {
  if (event.type === 'step_delta') {
    const at = trace.steps.findLastIndex((step) => step.id === event.delta.id);
    const grown = trace.steps[at];
    const step = grown && cutStep(grown);
    if (!step || step === grown) return { trace, event };
    return { trace: { ...trace, steps: trace.steps.with(at, step) }, event: { type: 'step_changed', step } };
  }
  if (event.type === 'message_delta') {
    const at = trace.messages.findLastIndex((message) => message.id === event.delta.id);
    const grown = trace.messages[at];
    const message = grown && cutMessage(grown);
    if (!message || message === grown) return { trace, event };
    const messages = trace.messages.with(at, message);
    return { trace: { ...trace, messages }, event: { type: 'message_changed', message } };
  }
  return { trace, event };
}

/** An event with the texts of lists: what is longer is cut and marked. */
export function boundedEvent(event: RunEvent): RunEvent {
  switch (event.type) {
    case 'snapshot': {
      const { run, steps, messages } = event.trace;
      const items = steps.items.map(cutStep);
      const trace = { ...event.trace, run: cutRun(run), messages: messages.map(cutMessage) };
      return { type: 'snapshot', trace: { ...trace, steps: { ...steps, items } } };
    }
    case 'run_changed':
    case 'ended':
      return { ...event, run: cutRun(event.run) };
    case 'step_added':
    case 'step_changed':
      return { ...event, step: cutStep(event.step) };
    case 'message_changed':
      return { ...event, message: cutMessage(event.message) };
    default:
      return event;
  }
}
