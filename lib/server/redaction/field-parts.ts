import 'server-only';
import { findKeyForms } from './key-forms.ts';

/** Fields that a key may be spread over. */
const MOST_PARTS = 4;
/** A field that holds a part of a key and nothing else. */
const PART = /^[A-Za-z0-9_.-]{2,200}$/;

/** Looks for keys that were cut into pieces which stand in fields one after the other, as in `["sk-proj-", "Zx81kQ0aPq77"]`. */
export class FieldParts {
  #parts: string[] = [];

  /** The parts of a key that a further text completes; of them those that no ordinary text has. */
  next(text: string): string[] {
    const part = text.trim();
    if (!PART.test(part)) {
      this.#parts = [];
      return [];
    }
    this.#parts = [...this.#parts.slice(1 - MOST_PARTS), part];
    for (let from = 0; from < this.#parts.length - 1; from++) {
      const parts = this.#parts.slice(from);
      const joined = parts.join('');
      const [key] = findKeyForms(joined);
      if (key?.start === 0 && key.end === joined.length && !findKeyForms(part).length) return parts.filter(isTelling);
    }
    return [];
  }
}

function isTelling(part: string): boolean {
  if (part.length < 6 || !/\d/.test(part)) return false;
  return /[a-z]/.test(part) ? /[A-Z]/.test(part) : /[A-Z]/.test(part) && part.length >= 8;
}
