import { Cable, CircleHelp, type LucideIcon, MessageSquareText } from 'lucide-react';
import type { Step } from '#lib/domain/step.ts';
import { viewOf } from '../tool-calls/registry.tsx';
import { stepDetailIcon } from '../tool-calls/step-detail.tsx';

/** The icon of what a step did; of several calls or activities that of the first. */
export function stepIcon(step: Step): LucideIcon {
  if (step.kind === 'message') return MessageSquareText;
  const [first] = step.calls;
  if (step.kind === 'tools') return first ? viewOf(first).icon : Cable;
  return stepDetailIcon(step) ?? CircleHelp;
}
