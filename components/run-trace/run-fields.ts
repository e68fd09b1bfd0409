import type { PendingCall, RequiredAction, Run } from '#lib/domain/run.ts';
import { statusLabel } from '../status/status.tsx';
import type { Field } from '../ui/field-list.tsx';
import { resolutionText } from './trace-texts.ts';
import {
  entryFields,
  errorFields,
  idField,
  instantField,
  jsonField,
  metadataFields,
  nameField,
  textField,
  toolFields,
  usageFields,
  wordField,
} from './value-fields.tsx';

/** Every field of a run, labelled. What the source did not say is –. */
export function runFields(run: Run, recipient = false): Field[] {
  return [
    idField('Run ID', run.id),
    idField('Thread ID', run.threadId),
    idField('Assistant ID', run.assistantId),
    nameField('Assistant name', run.assistantName),
    wordField('Object', run.object),
    wordField('Status', statusWords(run.status, recipient)),
    instantField('Created at', run.createdAt),
    instantField('Started at', run.startedAt),
    instantField('Expires at', run.expiresAt),
    instantField('Completed at', run.completedAt),
    instantField('Failed at', run.failedAt),
    instantField('Cancelled at', run.cancelledAt),
    { label: 'Times are known to', value: resolutionText(run) },
    ...errorFields(run.lastError),
    wordField('Incomplete because', run.incompleteReason),
    jsonField('Incomplete details', run.incompleteDetails),
    ...requiredFields(run.requiredAction),
    wordField('Model', run.model),
    textField('Instructions', run.instructions),
    ...toolFields(run.tools),
    jsonField('Tool resources', run.toolResources),
    ...run.fileIds.map((id, i) => idField(`File ${i + 1}`, id)),
    ...metadataFields(run.metadata),
    ...usageFields(run.usage),
    jsonField('Temperature', run.temperature),
    jsonField('Top p', run.topP),
    jsonField('Max prompt tokens', run.maxPromptTokens),
    jsonField('Max completion tokens', run.maxCompletionTokens),
    jsonField('Truncation strategy', run.truncationStrategy),
    jsonField('Response format', run.responseFormat),
    jsonField('Tool choice', run.toolChoice),
    jsonField('Parallel tool calls', run.parallelToolCalls),
    wordField('Reasoning effort', run.reasoningEffort),
    ...entryFields('', run.extra),
  ];
}

/** The label of a status with the source's own word behind it. */
export function statusWords(status: string, recipient = false): string {
  const label = statusLabel(status, recipient);
  return label === status ? status : `${label} (${status})`;
}

function requiredFields(action: RequiredAction | null): Field[] {
  if (action === null) return [{ label: 'Required action', value: null }];
  return [
    wordField('Required action', action.type),
    ...action.calls.flatMap((call, i) => pendingFields(call, `Waiting call ${i + 1}`)),
    ...entryFields('Required action: ', action.extra),
  ];
}

function pendingFields(call: PendingCall, label: string): Field[] {
  return [
    idField(label, call.id),
    wordField(`${label}: type`, call.type),
    wordField(`${label}: name`, call.name),
    textField(`${label}: arguments`, call.arguments),
    ...entryFields(`${label}: `, call.extra),
  ];
}
