import type { RawView } from '#lib/client/trace-access.ts';
import { RUN_ROW } from '#lib/contract/trace-view-params.ts';
import type { RowTarget } from '#lib/domain/step-tree.ts';
import { formatCount } from '../../ui/format.ts';
import type { TranscriptEntry } from '../transcript/transcript-entries.ts';

/** A part of a run's JSON: what the source sent for the run, for a step with its message, or for a message alone. */
export interface JsonSection {
  id: string;
  /** Among the places of the page; null for what has no lasting place. */
  name: string | null;
  /** What is fetched, each under its label. */
  parts: { label: string; target: RawView; file: string }[];
  /** What it stands for in the address; null for a message that no step wrote. */
  where: RowTarget | null;
  /** Null for the run. */
  entry: TranscriptEntry | null;
}

/** The sections of a run in order: the run, then what happened. What is still being read has none. */
export function jsonSections(run: string, entries: readonly TranscriptEntry[]): JsonSection[] {
  const first: JsonSection = {
    id: RUN_ROW,
    name: 'json',
    parts: [{ label: 'Run', target: { of: 'run' }, file: `${run}.json` }],
    where: { step: RUN_ROW, call: null },
    entry: null,
  };
  return [first, ...entries.flatMap(knownSection)];
}

const known = new WeakMap<TranscriptEntry, JsonSection[]>();

function knownSection(entry: TranscriptEntry): JsonSection[] {
  const before = known.get(entry);
  if (before) return before;
  const section = sectionOf(entry);
  known.set(entry, section);
  return section;
}

function sectionOf(entry: TranscriptEntry): JsonSection[] {
  if (entry.kind === 'step') {
    const { step, position } = entry;
    const label = position === null ? 'Step' : `Step ${formatCount(position)}`;
    const parts: JsonSection['parts'] = [{ label, target: { of: 'step', id: step.id }, file: `${step.id}.json` }];
    if (step.messageId !== null) parts.push(messagePart(step.messageId));
    const name = position === null ? null : `json.${position}`;
    return [{ id: entry.id, name, parts, where: { step: step.id, call: null }, entry }];
  }
  if (entry.kind !== 'message') return [];
  return [{ id: entry.id, name: null, parts: [messagePart(entry.message.id)], where: null, entry }];
}

function messagePart(id: string): JsonSection['parts'][number] {
  return { label: 'Message', target: { of: 'message', id }, file: `${id}.json` };
}
