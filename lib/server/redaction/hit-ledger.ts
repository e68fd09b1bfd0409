import 'server-only';
import type {
  HitCounts,
  HitPlace,
  HitReason,
  RedactionClass,
  RedactionHit,
  RedactionSummary,
} from '../../domain/redaction.ts';
import { HITS_LISTED } from '../../domain/share.ts';
import { placeIdOf, valueIdOf } from './pseudonyms.ts';

const AROUND = 48;
const LONGEST_SHOWN = 200;

/** What is about to be taken out. */
export interface Finding {
  reason: HitReason;
  class: RedactionClass | null;
  pattern: string | null;
  place: HitPlace;
  /** In the form that tells equal values. */
  value: string;
  /** The text it stands in; empty for an object or array. */
  whole: string;
  replacement: string;
}

/** Writes down what is found, and says of each whether it is taken out. */
export class HitLedger {
  readonly hits: RedactionHit[] = [];
  total = 0;
  readonly #counts: HitCounts = {};
  readonly #values = new Set<string>();
  readonly #except: ReadonlySet<string>;
  readonly #classes: readonly RedactionClass[];
  readonly #from: number;

  /** Of all hits, `hits` are the ones from the place `from` on, as many as are listed at once. */
  constructor(except: readonly string[], classes: readonly RedactionClass[], from: number) {
    this.#from = from;
    this.#except = new Set(except);
    this.#classes = classes;
  }

  isOn({ reason, place, value }: Pick<Finding, 'reason' | 'place' | 'value'>): boolean {
    if (reason === 'secret' || this.#except.size === 0) return true;
    return !this.#except.has(idOf(reason, place)) && !this.#except.has(valueIdOf(reason, value));
  }

  note(finding: Finding, on: boolean): void {
    const { reason, place, whole, value } = finding;
    this.total++;
    if (on) {
      this.#counts[reason] = (this.#counts[reason] ?? 0) + 1;
      this.#values.add(`${reason} ${value}`);
    }
    if (this.total <= this.#from || this.hits.length >= HITS_LISTED) return;
    const { start, end } = place;
    const hidden = reason === 'secret';
    this.hits.push({
      id: idOf(reason, place),
      valueId: valueIdOf(reason, value),
      reason,
      class: finding.class,
      pattern: finding.pattern,
      place: { ...place, path: [...place.path] },
      before: hidden ? '' : whole.slice(Math.max(0, start - AROUND), start).toWellFormed(),
      text: hidden ? '…' : whole.slice(start, Math.min(end, start + LONGEST_SHOWN)).toWellFormed(),
      after: hidden ? '' : whole.slice(end, end + AROUND).toWellFormed(),
      replacement: finding.replacement,
      on,
      fixed: hidden,
    });
  }

  summary(): RedactionSummary {
    return { counts: { ...this.#counts }, classes: [...this.#classes], values: this.#values.size };
  }
}

function idOf(reason: HitReason, { kind, id, path, start, end, inName }: HitPlace): string {
  return placeIdOf([reason, kind, id, start, end, inName, ...path]);
}
