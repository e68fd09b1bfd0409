import 'server-only';
import type { RedactionChoice, RedactionClass, RedactionSpot, SharedKind } from '../../domain/redaction.ts';
import { USUAL_RULES } from '../../domain/redaction.ts';
import { HitLedger } from './hit-ledger.ts';
import { KnownValues } from './known-values.ts';
import { ownPattern } from './own-pattern.ts';
import { Pseudonyms } from './pseudonyms.ts';
import type { Wanted } from './text-finder.ts';

/** How long the redaction of one run may take (ms). */
const MOST_TIME = 60_000;

/** Everything that one redaction of a run knows and remembers. */
export interface RedactionPlan {
  wanted: Wanted;
  classes: ReadonlySet<RedactionClass>;
  spots: SpotIndex;
  names: Pseudonyms;
  ledger: HitLedger;
  /** What stands in place of ids that tell something; the ids themselves where they may stay. */
  ids: Map<string, string>;
}

/** Single spots by where they stand. */
export interface SpotIndex {
  /** Ranges of one text. */
  rangesAt(kind: SharedKind, id: string, path: readonly (string | number)[]): { start: number; end: number }[];
  /** Texts that are taken out of an object. */
  textsIn(kind: SharedKind, id: string): readonly string[];
}

/** A plan for a choice; `secrets` are keys of this installation, which never leave. `from`: hits before those that are listed. */
export function planOf(choice: RedactionChoice, secrets: readonly string[], from = 0): RedactionPlan {
  const rules = [...new Set(choice.rules ?? USUAL_RULES)];
  const known = { secret: new KnownValues(), keys: new KnownValues(), file_names: new KnownValues() };
  for (const secret of secrets) known.secret.add(secret);
  return {
    wanted: {
      rules,
      patterns: (choice.patterns ?? []).flatMap((pattern) => {
        const find = ownPattern(pattern);
        return find ? [{ pattern, find }] : [];
      }),
      known: new Map(Object.entries(known) as ['secret' | 'keys' | 'file_names', KnownValues][]),
      deadline: Date.now() + MOST_TIME,
    },
    classes: new Set(choice.classes),
    spots: indexSpots(choice.spots ?? []),
    names: new Pseudonyms(),
    ledger: new HitLedger(choice.except ?? [], [...new Set(choice.classes)], from),
    ids: new Map(),
  };
}

function indexSpots(spots: readonly RedactionSpot[]): SpotIndex {
  const ranges = new Map<string, { start: number; end: number }[]>();
  const texts = new Map<string, string[]>();
  const put = <T>(map: Map<string, T[]>, name: string, value: T) => map.set(name, [...(map.get(name) ?? []), value]);
  for (const { kind, id, path, start, end, text } of spots) {
    if (text !== undefined) put(texts, kind === undefined ? '' : `${kind} ${id}`, text);
    else if (path && start !== undefined && end !== undefined) {
      put(ranges, `${kind} ${id} ${JSON.stringify(path)}`, { start, end });
    }
  }
  const everywhere = texts.get('') ?? [];
  return {
    rangesAt: (kind, id, path) =>
      ranges.size === 0 ? [] : (ranges.get(`${kind} ${id} ${JSON.stringify(path)}`) ?? []),
    textsIn: (kind, id) => [...everywhere, ...(texts.get(`${kind} ${id}`) ?? [])],
  };
}
