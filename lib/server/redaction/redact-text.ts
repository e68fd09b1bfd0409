import 'server-only';
import type { HitPlace, SharedKind } from '../../domain/redaction.ts';
import type { TextRole } from '../upstream/text-role.ts';
import type { Edit } from './edits.ts';
import { isSecretValue, namesSecret } from './key-forms.ts';
import type { RedactionPlan } from './redaction-plan.ts';
import { type Candidate, findIn, REASONS } from './text-finder.ts';

/** Where a text stands, and what it is. */
export interface TextPlace {
  kind: SharedKind;
  id: string;
  path: readonly (string | number)[];
  inName: boolean;
  role: TextRole;
  /** Ranges of the text that are taken out because of where they stand. */
  ranges: readonly { start: number; end: number }[];
}

/** What has to change in a text that is no JSON. Every hit is noted. */
export function redactText(plan: RedactionPlan, text: string, place: TextPlace): Edit[] {
  if (text === '') return [];
  return settle(plan, text, place, candidatesIn(plan, text, place));
}

/** The whole text as one hit. */
function wholeOf(text: string, reason: Candidate['reason'], value = text.toLowerCase()): Candidate {
  return { start: 0, end: text.length, value, reason, pattern: null };
}

/** Everything in a text that may have to go. */
function candidatesIn(plan: RedactionPlan, text: string, place: TextPlace): Candidate[] {
  const { kind, id, path, role, ranges, inName } = place;
  const { wanted } = plan;
  const found = findIn(text, wanted, plan.spots.textsIn(kind, id));
  for (const { start, end } of ranges) {
    const [from, to] = [Math.min(start, text.length), Math.min(end, text.length)];
    const value = text.slice(from, to).toLowerCase();
    if (to > from) found.push({ start: from, end: to, value, reason: 'spot', pattern: null });
  }
  if (inName) return found;
  const name = path.findLast((part) => typeof part === 'string');
  if (role.is === 'text' && wanted.rules.includes('keys') && namesSecret(name) && isSecretValue(text)) {
    found.push(wholeOf(text, 'keys'));
  }
  if (role.is === 'file_name' && wanted.rules.includes('file_names')) found.push(wholeOf(text, 'file_names'));
  return found;
}

/** Decides what is taken out, notes everything, and gives the changes. What overlaps is taken out together. */
function settle(plan: RedactionPlan, text: string, place: TextPlace, candidates: Candidate[]): Edit[] {
  const { ledger, names } = plan;
  const placed = candidates
    .map((one) => ({ one, at: placeOf(place, one) }))
    .sort((a, b) => a.one.start - b.one.start || rank(a.one) - rank(b.one));
  const edits: Edit[] = [];
  const finding = ({ one, at }: (typeof placed)[number]) => {
    const { reason, pattern, value } = one;
    const replacement = names.replacement(reason, value);
    return { reason, pattern, value, place: at, class: place.role.class, whole: text, replacement };
  };
  for (let i = 0; i < placed.length; ) {
    const cluster: typeof placed = [];
    let end = -1;
    for (; i < placed.length; i++) {
      const next = placed[i];
      if (!next || (end !== -1 && next.one.start >= end)) break;
      const on = ledger.isOn({ reason: next.one.reason, place: next.at, value: next.one.value });
      if (on) {
        cluster.push(next);
        end = Math.max(end, next.one.end);
      } else ledger.note(finding(next), false);
    }
    const [first] = cluster.toSorted((a, b) => rank(a.one) - rank(b.one) || length(b.one) - length(a.one));
    if (!first) continue;
    const note = finding(first);
    ledger.note(note, true);
    const start = Math.min(...cluster.map(({ one }) => one.start));
    edits.push({ start, end, text: note.replacement });
  }
  return edits;
}

function placeOf({ kind, id, path, inName }: TextPlace, { start, end }: Candidate): HitPlace {
  return { kind, id, path: [...path], start, end, inName };
}

function rank({ reason }: Candidate): number {
  return REASONS.indexOf(reason);
}

function length({ start, end }: Candidate): number {
  return end - start;
}
