import type { JsonObject } from './json.ts';
import type { LongText } from './long-text.ts';

interface CallBase {
  id: string | null;
  /** The source's word for the tool, kept as received (`code_interpreter`, `retrieval`, `mcp`, …). */
  type: string;
  /** Fields this version does not know, as received. */
  extra: JsonObject;
}

export type CodeOutput =
  | { type: 'logs'; logs: LongText }
  | { type: 'image'; fileId: string | null }
  /** An output of a kind this version does not know, as JSON text. */
  | { type: 'other'; name: string; payload: LongText };

export interface CodeInterpreterCall extends CallBase {
  kind: 'code_interpreter';
  input: LongText | null;
  /** In the order the source sent them; empty for code that printed nothing. */
  outputs: CodeOutput[];
}

export interface FileSearchResult {
  fileId: string | null;
  fileName: string | null;
  score: number | null;
  /** The chunk's texts; null where the source did not return content. */
  content: LongText[] | null;
  attributes: JsonObject | null;
  extra: JsonObject;
}

export interface FileSearchCall extends CallBase {
  kind: 'file_search';
  ranker: string | null;
  scoreThreshold: number | null;
  /** What was searched for, where the source says it (the Assistants protocol does not). */
  queries: string[];
  /** In the source's order; null where the source returned no result list (v1 `retrieval`, traffic of spring 2024). */
  results: FileSearchResult[] | null;
}

export interface FunctionCall extends CallBase {
  kind: 'function';
  name: string | null;
  /** A JSON text that may be partial, invalid or empty. */
  arguments: LongText | null;
  /** Whatever was submitted; null while nothing was. */
  output: LongText | null;
}

/** A tool without a renderer of its own: everything but id and type, as JSON text. */
export interface OtherCall extends CallBase {
  kind: 'other';
  name: string | null;
  payload: LongText;
}

export type ToolCall = CodeInterpreterCall | FileSearchCall | FunctionCall | OtherCall;
export type ToolCallKind = ToolCall['kind'];
