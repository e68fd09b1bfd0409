import { RUN_STATUSES } from '#lib/domain/run.ts';
import { StatusGlyph, statusLabel } from '../status/status.tsx';
import type { Choice } from '../table/choice-list.tsx';
import type { FilterChoice } from './filter-choices.ts';

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

/** Every known status, then words of the sources that are in use or chosen; zero where the server counted none. */
export function statusChoices(offered: readonly FilterChoice[], counted: boolean): Choice[] {
  const counts = new Map(offered.map(({ value, count }) => [value, count]));
  const words = new Set([...ORDER, ...RUN_STATUSES, ...counts.keys()]);
  return [...words].map((status) => ({
    value: status,
    label: statusLabel(status),
    icon: <StatusGlyph status={status} size={14} />,
    count: counts.get(status) ?? (counted ? 0 : undefined),
  }));
}
