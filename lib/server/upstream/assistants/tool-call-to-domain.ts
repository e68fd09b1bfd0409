import 'server-only';
import { type LongText, longText } from '../../../domain/long-text.ts';
import type { CodeOutput, FileSearchResult, ToolCall } from '../../../domain/tool-call.ts';
import type { WireObject } from './wire.ts';

type KnownKind = Exclude<ToolCall['kind'], 'other'>;

/** `retrieval` was the first version's file search. */
const KINDS: ReadonlyMap<string, KnownKind> = new Map([
  ['code_interpreter', 'code_interpreter'],
  ['file_search', 'file_search'],
  ['retrieval', 'file_search'],
  ['function', 'function'],
]);

/** Maps one element of a step's `tool_calls`. A tool without a kind of its own keeps its fields as JSON text. */
export function toolCallToDomain(call: WireObject): ToolCall {
  const type = toolType(call);
  const kind = KINDS.get(type) ?? 'other';
  const id = call.text('id');
  if (kind === 'other') {
    const name = detailOf(call, type).peek('name');
    const payload = call.restAsText('id', 'type');
    return { kind, id, type, name: typeof name === 'string' ? name : null, payload, extra: {} };
  }
  const detail = detailOf(call, type);
  switch (kind) {
    case 'code_interpreter':
      return {
        kind,
        id,
        type,
        input: detail.longText('input'),
        outputs: detail.list('outputs', codeOutput) ?? [],
        extra: call.rest(),
      };
    case 'file_search': {
      const ranking = detail.part('ranking_options');
      return {
        kind,
        id,
        type,
        ranker: ranking?.text('ranker') ?? null,
        scoreThreshold: ranking?.number('score_threshold') ?? null,
        queries: detail.texts('queries'),
        results: detail.list('results', searchResult),
        extra: call.rest(),
      };
    }
    case 'function':
      return {
        kind,
        id,
        type,
        name: detail.text('name'),
        arguments: detail.jsonText('arguments'),
        output: detail.jsonText('output'),
        extra: call.rest(),
      };
  }
}

/** The tool's word. A call that lost its `type` is known by the object that carries its detail. */
export function toolType(call: WireObject): string {
  const type = call.text('type');
  if (type !== null) return type;
  for (const word of KINDS.keys()) if (call.part(word)) return word;
  return 'unknown';
}

/**
 * What a call holds, under the key that repeats its type. Azure puts the payload of `openapi` calls under `function`, and
 * `mcp` calls are flat (both observed in 2025).
 */
export function detailOf(call: WireObject, type: string): WireObject {
  return call.part(type) ?? call.part('function') ?? call;
}

function codeOutput(output: WireObject): CodeOutput {
  const type = output.text('type');
  if (type === 'logs' && output.mayBeText('logs')) {
    return { type, logs: longText(output.text('logs') ?? '') };
  }
  if (type === 'image') {
    const fileId = (output.part('image') ?? output).text('file_id');
    if (fileId !== null) return { type, fileId };
  }
  return { type: 'other', name: type ?? 'unknown', payload: output.restAsText('type') };
}

function searchResult(result: WireObject): FileSearchResult {
  return {
    fileId: result.text('file_id'),
    fileName: result.text('file_name'),
    score: result.number('score'),
    content: result.list('content', chunkText),
    attributes: result.object('attributes'),
    extra: result.rest(),
  };
}

/** A text chunk as its text, a chunk of another kind as its JSON text. */
function chunkText(chunk: WireObject): LongText {
  const bare = chunk.bareText();
  if (bare !== null) return longText(bare);
  const type = chunk.peek('type') ?? 'text';
  const text = type === 'text' ? chunk.longText('text') : null;
  if (text === null) return chunk.restAsText();
  chunk.text('type');
  return text;
}
