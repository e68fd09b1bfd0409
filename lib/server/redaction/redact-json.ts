import 'server-only';
import type { RedactionClass, SharedKind } from '../../domain/redaction.ts';
import type { TextRole, TextRoles } from '../upstream/text-role.ts';
import { isTooDeep } from '../upstream/safe-json.ts';
import { applyEdits, type Edit } from './edits.ts';
import { decodeString, type JsonToken, walkJson } from './json-walk.ts';
import { redactText, type TextPlace } from './redact-text.ts';
import type { RedactionPlan } from './redaction-plan.ts';
import { moveSpans, type SpanToken } from './text-spans.ts';
import { inTime } from './text-finder.ts';

/** How many texts of JSON may stand in each other; a deeper one is taken as a text. */
const MOST_NESTED = 8;
const MOST_LEVELS = 200;

interface Frame {
  plan: RedactionPlan;
  kind: SharedKind;
  id: string;
  /** Of the text that this JSON is inside of. */
  path: readonly (string | number)[];
  /** Null inside of a text, where nothing is the protocol's. */
  roles: TextRoles | null;
  role: TextRole;
  level: number;
  ranges: readonly { start: number; end: number }[];
}

const PLAIN: TextRole = { class: null, whole: false, is: 'text' };

/** An object of a source without what is to be taken out: JSON of the same shape. Every hit is noted. */
export function redactObject(
  plan: RedactionPlan,
  { kind, id, text }: { kind: SharedKind; id: string; text: string },
  roles: TextRoles,
): string {
  const frame: Frame = { plan, kind, id, path: [], roles, role: PLAIN, level: 0, ranges: [] };
  return applyEdits(text, redactJson(text, frame));
}

/** Whether a text is JSON that holds more than a word. */
export function isJsonText(text: string): boolean {
  if (!/^\s*[[{"]/.test(text) || !/[\]}"]\s*$/.test(text) || isTooDeep(text, MOST_LEVELS)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function redactJson(text: string, frame: Frame): Edit[] {
  const { plan, roles } = frame;
  const edits: Edit[] = [];
  const spans: SpanToken[] = [];
  const changed = new Map<string, { value: string; edits: Edit[] }>();
  const taken = new Set<string>();
  const put = (token: JsonToken, replacement: string | null) => {
    if (replacement !== null) edits.push({ start: token.start, end: token.end, text: replacement });
  };
  walkJson(text, {
    skips(start, end, inner) {
      if (!roles) return false;
      const role = roles.roleOf(frame.kind, inner);
      if (!role.class || !role.whole || !plan.classes.has(role.class)) return false;
      const close = end();
      if (/^.\s*.$/s.test(text.slice(start, Math.min(close, start + 64))) && close - start < 64) return true;
      const place = { ...frame, path: [...frame.path, ...inner], role, inName: false, ranges: [] };
      const words = removed(role.class);
      if (!takeOut(plan, '', place, role.class)) return false;
      edits.push({ start, end: close, text: text[start] === '[' ? '[]' : JSON.stringify({ removed: words }) });
      return true;
    },
    token(token, inner) {
      inTime(plan.wanted);
      const path = [...frame.path, ...inner];
      const role = roles ? roles.roleOf(frame.kind, inner) : frame.role;
      const ranges = token.is === 'name' ? [] : plan.spots.rangesAt(frame.kind, frame.id, path);
      const covered = frame.ranges.some(({ start, end }) => token.start < end && token.end > start);
      const span = token.is === 'name' ? null : (roles?.spanOf(frame.kind, inner) ?? null);
      if (span) {
        spans.push({ span, token, path: [...inner] });
        return;
      }
      if (token.is === 'number') return put(token, redactNumber(text, token, { ...frame, path, role, covered }));
      const value = decodeString(text, token.start, token.end);
      const whole = covered ? [{ start: 0, end: value.length }] : [];
      const place: TextPlace = { ...frame, path, role, inName: token.is === 'name', ranges: [...ranges, ...whole] };
      if (token.is === 'name') return put(token, redactName(value, place, inner, roles, plan, taken));
      if (role.is === 'id' && /^[\w-]{1,128}$/.test(value)) return put(token, changedId(plan, value, place));
      if (role.is === 'word' && /^[a-z][a-z0-9_.]{0,63}$/.test(value)) return;
      const own = redactString(value, place, { ...frame, path, role });
      if (own.length === 0) return;
      if (roles) changed.set(JSON.stringify(inner), { value, edits: own });
      put(token, JSON.stringify(applyEdits(value, own)));
    },
  });
  const rest = (value: string, path: readonly (string | number)[]) => {
    const role = roles?.roleOf(frame.kind, path) ?? frame.role;
    const place = { ...frame, path: [...frame.path, ...path], role, inName: false, ranges: [] };
    return applyEdits(value, redactString(value, place, { ...frame, path: place.path, role }));
  };
  edits.push(...moveSpans(text, spans, changed, rest));
  return edits;
}

/** What has to change in a string: as a whole with its class, as JSON where it is some, else as a text. */
function redactString(value: string, place: TextPlace, frame: Frame): Edit[] {
  const { plan } = frame;
  const of = place.role.class;
  const json = frame.level < MOST_NESTED && isJsonText(value);
  if (frame.roles && of && value !== '' && plan.classes.has(of) && takeOut(plan, value, place, of)) {
    const words = removed(of);
    return [{ start: 0, end: value.length, text: json ? JSON.stringify(words) : words }];
  }
  if (!json) return redactText(plan, value, place);
  const { ranges } = place;
  const role: TextRole = { class: of, whole: false, is: 'text' };
  return redactJson(value, { ...frame, path: place.path, roles: null, role, level: frame.level + 1, ranges });
}

function redactName(
  value: string,
  place: TextPlace,
  inner: readonly (string | number)[],
  roles: TextRoles | null,
  plan: RedactionPlan,
  taken: Set<string>,
): string | null {
  if (roles?.isFieldName(value)) return null;
  const edits = redactText(plan, value, place);
  if (edits.length === 0) return null;
  const parent = JSON.stringify(inner.slice(0, -1));
  const name = applyEdits(value, edits);
  // Two names of one object stay two.
  let free = name;
  for (let n = 2; taken.has(`${parent} ${free}`); n++) free = `${name} ${n}`;
  taken.add(`${parent} ${free}`);
  return JSON.stringify(free);
}

/** A number becomes a text where digits of it are taken out. Numbers of the protocol's own members tell nothing. */
function redactNumber(text: string, token: JsonToken, frame: Frame & { covered: boolean }): string | null {
  const { plan, roles, path, role, covered } = frame;
  const value = text.slice(token.start, token.end);
  const name = path.at(-1);
  if (roles && !role.class && typeof name === 'string' && roles.isFieldName(name)) return null;
  const ranges = covered ? [{ start: 0, end: value.length }] : [];
  const place: TextPlace = { ...frame, path: [...path], inName: false, ranges };
  if (roles && role.class && plan.classes.has(role.class) && takeOut(plan, value, place, role.class)) {
    return JSON.stringify(removed(role.class));
  }
  const edits = redactText(plan, value, place);
  return edits.length === 0 ? null : JSON.stringify(applyEdits(value, edits));
}

/** Notes that a text goes with its class; false where the sharer left it in. */
function takeOut(plan: RedactionPlan, whole: string, place: TextPlace, of: RedactionClass): boolean {
  const { kind, id, path, inName } = place;
  const at = { kind, id, path: [...path], start: 0, end: whole.length, inName };
  const value = `class ${of}`;
  const on = plan.ledger.isOn({ reason: 'class', place: at, value });
  const replacement = removed(of);
  plan.ledger.note({ reason: 'class', class: of, pattern: null, place: at, value, whole, replacement }, on);
  return on;
}

function removed(of: RedactionClass): string {
  return `[${of} removed]`;
}

/** An id that holds something that is to be taken out becomes another one, the same everywhere; null where it stays. */
function changedId(plan: RedactionPlan, value: string, place: TextPlace): string | null {
  const id = redactId(plan, value, place);
  return id === value ? null : JSON.stringify(id);
}

/** The id as the recipient may know it. */
export function redactId(plan: RedactionPlan, value: string, place: TextPlace): string {
  const known = plan.ids.get(value);
  if (known !== undefined) return known;
  const edits = redactText(plan, value, place);
  const id = edits.length > 0 ? plan.names.id(value) : value;
  plan.ids.set(value, id);
  return id;
}
