import type { Step } from '#lib/domain/step.ts';
import type { Field } from '../ui/field-list.tsx';
import { formatCount } from '../ui/format.ts';
import { statusWords } from './run-fields.ts';
import {
  entryFields,
  errorFields,
  idField,
  instantField,
  metadataFields,
  usageFields,
  wordField,
} from './value-fields.tsx';

/** Every field of a step but its calls, labelled. What the source did not say is –. */
export function stepFields(step: Step): Field[] {
  const details: Field[] = [];
  if (step.kind === 'message') details.push(idField('Message ID', step.messageId));
  if (step.kind === 'tools') details.push({ label: 'Tool calls', value: formatCount(step.calls.length) });
  return [
    idField('Step ID', step.id),
    idField('Run ID', step.runId),
    idField('Thread ID', step.threadId),
    idField('Assistant ID', step.assistantId),
    wordField('Object', step.object),
    wordField('Type', step.type),
    wordField('Status', statusWords(step.status)),
    ...details,
    instantField('Created at', step.createdAt),
    instantField('Completed at', step.completedAt),
    instantField('Failed at', step.failedAt),
    instantField('Cancelled at', step.cancelledAt),
    instantField('Expires at', step.expiresAt),
    instantField('Expired at', step.expiredAt),
    ...errorFields(step.lastError),
    ...usageFields(step.usage),
    ...metadataFields(step.metadata),
    ...entryFields('', step.extra),
  ];
}
