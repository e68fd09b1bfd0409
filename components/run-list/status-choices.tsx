import { RUN_STATUSES } from '#lib/domain/run.ts';
import { StatusGlyph, statusLabel } from '../status/status.tsx';
import type { Choice } from '../table/choice-list.tsx';

/** Failed first: that is what people look for. */
const ORDER = [
  'failed',
  'expired',
  'incomplete',
  'requires_action',
  'in_progress',
  'queued',
  'cancelling',
  'cancelled',
];

/** Every known status, then words of the sources that are in use or chosen. */
export function statusChoices(others: Iterable<string>): Choice[] {
  const words = new Set([...ORDER, ...RUN_STATUSES, ...others]);
  return [...words].map((status) => ({
    value: status,
    label: statusLabel(status),
    icon: <StatusGlyph status={status} size={14} />,
  }));
}
