import {
  type RedactionChoice,
  type RedactionClass,
  type RedactionHit,
  type RedactionRule,
  USUAL_RULES,
} from '#lib/domain/redaction.ts';
import { SHARE_SECONDS } from '#lib/domain/share.ts';

/** What the reader has chosen so far for a link. */
export interface ShareDraft {
  /** How long the link lasts, s. */
  expiresIn: number;
  /** As typed; empty for no limit. */
  maxViews: string;
  rules: readonly RedactionRule[];
  classes: readonly RedactionClass[];
  patterns: readonly string[];
  /** Words that were taken out wherever they stand. */
  spots: readonly string[];
  /** Hits that are left in, by their own id or that of their value. */
  except: readonly string[];
}

export const NEW_DRAFT: ShareDraft = {
  expiresIn: SHARE_SECONDS.usual,
  maxViews: '',
  rules: USUAL_RULES,
  classes: [],
  patterns: [],
  spots: [],
  except: [],
};

const HOUR = 3_600;
const DAY = 86_400;

/** How long links may last, as choices. */
export const LIFETIMES: readonly (readonly [seconds: number, words: string])[] = [
  [HOUR, '1 hour'],
  [DAY, '1 day'],
  [3 * DAY, '3 days'],
  [7 * DAY, '7 days'],
  [14 * DAY, '14 days'],
  [30 * DAY, '30 days'],
];

/** What is asked of the server. */
export function choiceOf({ rules, classes, patterns, spots, except }: ShareDraft): RedactionChoice {
  return {
    rules: [...rules],
    classes: [...classes],
    patterns: [...patterns],
    spots: spots.map((text) => ({ text })),
    except: [...except],
  };
}

/** Adds or takes away one of several. */
export function toggled<T>(all: readonly T[], one: T, on: boolean): T[] {
  const rest = all.filter((each) => each !== one);
  return on ? [...rest, one] : rest;
}

/** Whether a hit is taken out by the draft, which may be newer than the answer that listed it. */
export function isOn({ id, valueId, fixed }: RedactionHit, except: readonly string[]): boolean {
  return fixed || !(except.includes(id) || except.includes(valueId));
}

/** Switches every place of a value. */
export function withValue(except: readonly string[], hits: readonly RedactionHit[], on: boolean): string[] {
  const ids = new Set(hits.flatMap(({ id, valueId }) => [id, valueId]));
  const rest = except.filter((id) => !ids.has(id));
  return on ? rest : [...rest, ...new Set(hits.map(({ valueId }) => valueId))];
}

/** Switches one place; where the whole value was left in, its other places stay so. */
export function withPlace(
  except: readonly string[],
  hit: RedactionHit,
  all: readonly RedactionHit[],
  on: boolean,
): string[] {
  const apart = except.includes(hit.valueId)
    ? [...except.filter((id) => id !== hit.valueId), ...all.map(({ id }) => id)]
    : except;
  return toggled([...new Set(apart)], hit.id, !on);
}
