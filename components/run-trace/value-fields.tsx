import type { Json, JsonObject } from '#lib/domain/json.ts';
import { isJsonObject, numberText } from '#lib/domain/json.ts';
import type { LongText } from '#lib/domain/long-text.ts';
import type { SourceError } from '#lib/domain/run.ts';
import type { Usage } from '#lib/domain/usage.ts';
import { JsonTree } from '../json/json-tree.tsx';
import { Untrusted, withoutTurns } from '../ui/bidi.tsx';
import { placeName } from '../ui/disclosure.tsx';
import { CopyableId } from '../ui/copyable-id.tsx';
import type { Field } from '../ui/field-list.tsx';
import { formatBytes, formatCount } from '../ui/format.ts';
import { TimeText } from '../ui/time-text.tsx';

/** An id that can be copied. */
export function idField(label: string, id: string | null): Field {
  return { label, value: id === null || id === '' ? null : <CopyableId id={id} /> };
}

/** A name that people gave. */
export function nameField(label: string, name: string | null): Field {
  return { label, value: name === null || name === '' ? null : <Untrusted text={name} /> };
}

/** A word of the protocol as the source wrote it. */
export function wordField(label: string, word: string | null): Field {
  return { label, value: word === null || word === '' ? null : mono(word) };
}

function mono(word: string) {
  return (
    <span className="font-mono tracking-[-0.02em]">
      <Untrusted text={word} />
    </span>
  );
}

function countField(label: string, value: number | null): Field {
  return { label, value: value === null ? null : formatCount(value) };
}

/** An instant (ms since 1970), with date and zone. */
export function instantField(label: string, at: number | null): Field {
  return { label, value: at === null ? null : <TimeText at={at} mode="full" /> };
}

/** Any JSON value: a word as a word, a list or object as a tree, which has a `name` where its label is not ours. */
export function jsonField(label: string, value: Json | undefined, name = placeName(label)): Field {
  if (value === null || value === undefined) return { label, value: null };
  if (typeof value === 'string') return { label, value: value === '' ? '“”' : mono(value) };
  if (typeof value === 'boolean') return { label, value: String(value) };
  const number = numberText(value);
  if (number !== null) return { label, value: number };
  if (Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0) {
    return { label, value: Array.isArray(value) ? '[ ]' : '{ }' };
  }
  const tree = (
    <div className="overflow-hidden rounded-control border border-line">
      <JsonTree value={value} label={label} name={name} />
    </div>
  );
  return { label, value: tree };
}

/** A text that may have been cut. */
export function textField(label: string, text: LongText | null): Field {
  if (text === null || text.text === '') return { label, value: text === null ? null : '“”' };
  return {
    label,
    value: (
      <>
        <span
          data-top="text"
          className="block max-h-80 overflow-auto whitespace-pre-wrap"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          tabIndex={0}
        >
          <span data-index={0}>{withoutTurns(text.text)}</span>
        </span>
        {text.truncated ? (
          <span className="text-ink-3">The beginning of {formatBytes(text.bytes)}. The JSON tab has all of it.</span>
        ) : null}
      </>
    ),
  };
}

/** One field for each entry: metadata, and fields that this version does not know, under the names they came with. */
export function entryFields(prefix: string, object: JsonObject | null): Field[] {
  const place = placeName(prefix || 'entry');
  return Object.entries(object ?? {}).map(([key, value], i) =>
    jsonField(`${prefix}${key}`, value, `${place}.${i + 1}`),
  );
}

/** Metadata entry by entry; – where there is none. */
export function metadataFields(metadata: JsonObject | null): Field[] {
  const fields = entryFields('Metadata: ', metadata);
  return fields.length > 0 ? fields : [{ label: 'Metadata', value: metadata === null ? null : '{ }' }];
}

/** Code, message and other fields of an error. */
export function errorFields(error: SourceError | null): Field[] {
  if (error === null) return [{ label: 'Last error', value: null }];
  return [
    wordField('Last error code', error.code),
    nameField('Last error message', error.message),
    ...entryFields('Last error: ', error.extra),
  ];
}

/** Tokens by kind, grouped. */
export function usageFields(usage: Usage | null): Field[] {
  if (usage === null) return [{ label: 'Usage', value: null }];
  return [
    countField('Prompt tokens', usage.inputTokens),
    countField('Cached prompt tokens', usage.cachedTokens),
    countField('Completion tokens', usage.outputTokens),
    countField('Reasoning tokens', usage.reasoningTokens),
    countField('Total tokens', usage.totalTokens),
    ...entryFields('Usage: ', usage.extra),
  ];
}

/** The tools a run may use: each by its type and name, with all of its settings. */
export function toolFields(tools: readonly JsonObject[]): Field[] {
  if (tools.length === 0) return [{ label: 'Tools', value: 'none' }];
  return tools.map((tool, i) => jsonField(`Tool ${i + 1}${toolName(tool)}`, tool, `tool${i + 1}`));
}

function toolName(tool: JsonObject): string {
  const inner = tool.function;
  const name = isJsonObject(inner) && typeof inner.name === 'string' ? inner.name : tool.type;
  return typeof name === 'string' ? `, ${name.slice(0, 80)}` : '';
}
