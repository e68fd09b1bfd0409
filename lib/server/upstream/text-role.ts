import 'server-only';
import type { JsonPath, RedactionClass } from '../../domain/redaction.ts';
import type { WireKind } from './wire-store.ts';

/** What a text of a source's object is, for redaction. */
export interface TextRole {
  /** What it is removed with; null for what belongs to no class. */
  class: RedactionClass | null;
  /** Whether an object or array here is removed as a whole; else its texts are. */
  whole: boolean;
  /** `id`: an id of the source's; `word`: of a fixed set of the protocol's; `file_name`: the name of a file. */
  is: 'text' | 'id' | 'word' | 'file_name';
}

/** A value that tells of a range of a text beside it, in units of UTF-16 or in characters. */
export interface TextSpan {
  /** Path of the text. */
  text: JsonPath;
  /** Path of the object that holds the range. */
  owner: JsonPath;
  /** Where the range begins, where it ends, or what stands in it. */
  tells: 'start' | 'end' | 'content';
}

/** What a dialect knows of the texts in its objects. */
export interface TextRoles {
  /** Also asked for objects and arrays. Total. */
  roleOf(kind: WireKind, path: JsonPath): TextRole;
  /** Null for what tells of no range. */
  spanOf(kind: WireKind, path: JsonPath): TextSpan | null;
  /** Whether the name of a member is one of the protocol's own, which no redaction changes. */
  isFieldName(name: string): boolean;
}
