import { Cable, CircleHelp, type IconNode, MessageSquareText } from 'lucide';
import { activitiesOf } from '#lib/domain/activities.ts';
import type { Step } from '#lib/domain/step.ts';
import { toolIcon } from '../tool-calls/tool-looks.ts';

/** The icon of what a step did; of several calls or activities that of the first. */
export function stepIcon(step: Step): IconNode {
  if (step.kind === 'message') return MessageSquareText;
  if (step.kind === 'tools') return step.calls[0] ? toolIcon(step.calls[0]) : Cable;
  const activity = activitiesOf(step)?.list[0];
  return activity ? toolIcon(activity) : CircleHelp;
}
