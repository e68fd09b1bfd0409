import 'server-only';
import type { SharedKind } from '../../domain/redaction.ts';
import type { TextRoles } from '../upstream/text-role.ts';
import { FieldParts } from './field-parts.ts';
import { decodeString, walkJson } from './json-walk.ts';
import { findKeys, isSecretValue, namesSecret } from './key-forms.ts';
import { plainView } from './plain-view.ts';
import { isJsonText } from './redact-json.ts';
import type { RedactionPlan } from './redaction-plan.ts';
import { inTime } from './text-finder.ts';

const MOST_NESTED = 8;
const LONGEST = 2_000;

/**
 * Notes secrets and names of files that an object tells by where they stand, so that they are found everywhere in the run, where
 * nothing but the value gives them away.
 */
export function collectKnown(plan: RedactionPlan, kind: SharedKind, text: string, roles: TextRoles): void {
  const { rules, known } = plan.wanted;
  const [keys, names] = [rules.includes('keys') ? known.get('keys') : null, rules.includes('file_names')];
  if (!keys && !names) return;
  const collect = (json: string, of: TextRoles | null, level: number) => {
    const parts = new FieldParts();
    walkJson(json, {
      token(token, path) {
        if (token.is !== 'string') return;
        inTime(plan.wanted);
        const value = decodeString(json, token.start, token.end);
        const role = of?.roleOf(kind, path);
        if (names && role?.is === 'file_name') known.get('file_names')?.add(value);
        if (level < MOST_NESTED && isJsonText(value)) return collect(value, null, level + 1);
        if (!keys || role?.is === 'id' || role?.is === 'word') return;
        for (const part of parts.next(value)) keys.add(part);
        const name = path.findLast((part) => typeof part === 'string');
        if (namesSecret(name) && isSecretValue(value) && isTelling(value)) keys.add(value);
        for (const view of [value, plainView(value, true)?.text ?? '']) {
          for (const found of findKeys(view)) if (isTelling(found.value)) keys.add(found.value);
        }
      },
    });
  };
  collect(text, roles, 0);
}

/** Whether a value is one of its kind: a common word would be taken out of every sentence. */
function isTelling(value: string): boolean {
  if (value.length > LONGEST) return false;
  const mixed = /\d/.test(value) && /[A-Za-z]/.test(value);
  return mixed ? value.length >= 6 : value.length >= 8 && !/^[a-z]+$/i.test(value);
}
