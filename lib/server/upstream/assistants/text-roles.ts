import 'server-only';
import type { JsonPath, RedactionClass } from '../../../domain/redaction.ts';
import type { TextRole, TextRoles, TextSpan } from '../text-role.ts';
import type { WireKind } from '../wire-store.ts';
import { FIELD_NAMES } from './field-names.ts';

const text = (of: RedactionClass | null, whole = of !== null): TextRole => ({ class: of, whole, is: 'text' });
const ID: TextRole = { class: null, whole: false, is: 'id' };
const WORD: TextRole = { class: null, whole: false, is: 'word' };
const FILE_NAME: TextRole = { class: 'files', whole: false, is: 'file_name' };

const WORDS = new Set([
  'object',
  'type',
  'status',
  'role',
  'purpose',
  'ranker',
  'detail',
  'code',
  'reason',
  'tool_choice',
]);
const ARGUMENTS = new Set(['arguments', 'input', 'queries', 'query', 'requesturl', 'request', 'parameters']);

/** What the texts of this protocol's objects are. Texts in places that are not known belong to outputs in steps, to messages in messages. */
export const textRoles: TextRoles = {
  roleOf(kind, path) {
    const [first] = path;
    if (first === 'metadata') return text('metadata');
    const free = kind === 'step' ? callRole(path) : kind === 'message' ? contentRole(path) : runRole(kind, path);
    if (free) return free;
    return isIdPlace(path) ? ID : isWordPlace(path) ? WORD : text(null);
  },
  spanOf: (kind, path) => (kind === 'message' ? annotationSpan(path) : null),
  isFieldName: (name) => FIELD_NAMES.has(name),
};

function runRole(kind: WireKind, path: JsonPath): TextRole | null {
  const [first] = path;
  if (kind === 'file') return first === 'filename' ? FILE_NAME : null;
  if (first === 'instructions' || first === 'additional_instructions') return text('instructions');
  if (first === 'required_action' && path[3] !== undefined && isArguments(path)) return text('arguments');
  return null;
}

function isArguments(path: JsonPath): boolean {
  return path.some((name, i) => i > 2 && typeof name === 'string' && ARGUMENTS.has(name));
}

/** `step_details.tool_calls[i].{type}.…`, and details of kinds that are not known. */
function callRole(path: JsonPath): TextRole | null {
  const [first, list, place, tool, field, ...below] = path;
  if (first !== 'step_details' || list === undefined || list === 'type' || list === 'message_creation') return null;
  if (list !== 'tool_calls') return isIdPlace(path) || isWordPlace(path) ? null : text('outputs');
  if (typeof place !== 'number' || tool === undefined || tool === 'id' || tool === 'type') return null;
  if (tool === 'code_interpreter') {
    if (field === 'input') return text('code');
    if (field !== 'outputs' || below.length < 2) return null;
    if (below[1] === 'logs') return text('logs');
    return idOrWord(path) ?? text('outputs', below[1] !== 'image');
  }
  if (tool === 'file_search' || tool === 'retrieval') {
    if (field === 'queries') return text('arguments');
    if (field !== 'results' || below.length < 2) return null;
    if (below[1] === 'file_name') return FILE_NAME;
    if (below[1] === 'content') return idOrWord(path) ?? text('outputs', false);
    return idOrWord(path) ?? text('outputs');
  }
  // The payload of tools without a kind of their own stands under the tool's word, under `function`, or flat.
  const name = field ?? tool;
  if (name === 'name' || name === 'server_label' || (field === undefined && !isFlat(tool))) return null;
  return ARGUMENTS.has(String(name)) ? text('arguments') : text('outputs');
}

/** Fields of calls that hold their payload without an object around it. */
function isFlat(name: string | number): boolean {
  return name === 'output' || name === 'error' || ARGUMENTS.has(String(name));
}

function contentRole(path: JsonPath): TextRole | null {
  const [first, , part, field] = path;
  if (first !== 'content') return null;
  // The list of parts, and a part that is a bare text.
  if (part === undefined) return text('messages', false);
  if (part === 'type') return WORD;
  if (part === 'image_file') return field === 'file_id' ? ID : null;
  if (part === 'image_url') return field === 'detail' ? WORD : text('images', false);
  return text('messages', part !== 'text' || field !== undefined);
}

/** `content[i].text.annotations[j]`, or beside a text that is a bare string. */
function annotationSpan(path: JsonPath): TextSpan | null {
  const last = path.at(-1);
  const tells = last === 'start_index' ? 'start' : last === 'end_index' ? 'end' : last === 'text' ? 'content' : null;
  const list = path.length - 3;
  if (tells === null || path[0] !== 'content' || path[list] !== 'annotations') return null;
  if (list === 3 && path[2] === 'text')
    return { text: [...path.slice(0, 3), 'value'], owner: path.slice(0, -1), tells };
  return list === 2 ? { text: [...path.slice(0, 2), 'text'], owner: path.slice(0, -1), tells } : null;
}

function idOrWord(path: JsonPath): TextRole | null {
  return isIdPlace(path) ? ID : isWordPlace(path) ? WORD : null;
}

function isIdPlace(path: JsonPath): boolean {
  const last = path.at(-1);
  if (typeof last === 'number') return String(path.at(-2)).endsWith('_ids');
  return last === 'id' || (last?.endsWith('_id') ?? false);
}

function isWordPlace(path: JsonPath): boolean {
  const last = path.at(-1);
  return typeof last === 'string' && WORDS.has(last);
}
