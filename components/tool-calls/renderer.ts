import type { ComponentType } from 'react';
import type { ResultUse } from '#lib/domain/citations-model.ts';
import type { LongText } from '#lib/domain/long-text.ts';
import type { TextFind } from '#lib/domain/text-find.ts';
import { type LineRange, linkInCall, linkOfCall, type TextLink } from '#lib/domain/text-link.ts';
import type { ToolCall } from '#lib/domain/tool-call.ts';
import type { JsonLink } from '../json/node-tree.tsx';
import type { ChosenLines, DistantSource, Finding } from '../log/line-source.ts';
import type { Cut } from '../ui/cut-note.tsx';

/** What a tool call needs from the page it is shown on. */
export interface ToolCallContext {
  /** Address of a file's bytes. */
  fileUrl: (fileId: string) => string;
  /** Name of a file where it is known. */
  fileName?: ((fileId: string) => string | null) | undefined;
  /** Address of the page of another run, for calls that started one; absent where the reader may not go there. */
  runHref?: ((threadId: string, runId: string) => string) | null;
  /** Whether its step goes on, so that what is not there may still come. */
  goesOn?: boolean;
  /** How the results of this very call were cited; absent where no run is in view. */
  citations?: SearchCitations | undefined;
  /** Fetches the step with all its texts whole, where they were cut. */
  loadWhole?: () => void;
  loadingWhole?: boolean;
  /** A long text on the server, by its path inside the call (`outputs.1.logs`); the same object for the same path. */
  text?: ((path: string) => DistantSource) | undefined;
  /** What the address says of the texts of the call, and how to change that. */
  link?: TextLinks | undefined;
  /** Opens an image of the run in the viewer, among all others. */
  openImage?: ((fileId: string) => void) | undefined;
}

/** What an address says of texts, and how to change that: a place in one of them, and what is looked for in each. */
export interface TextLinks {
  place: TextLink | null;
  /** Null where no place can be chosen. */
  onChange: ((place: TextLink | null) => void) | null;
  finds: readonly TextFind[] | null;
  onFind: (find: TextFind) => void;
}

/** What became of the results of one search, and the way to the messages that cite them. */
export interface SearchCitations {
  /** By a result's place in the source's list, from 0; null where it was not linked. */
  use: (result: number) => ResultUse | null;
  /** How many of the results messages cite; null while that is not known. */
  cited: number | null;
  /** Number of a message among those of the run, from 1; null where no step wrote it. */
  messageNumber: (messageId: string) => number | null;
  /** Address at which a message is in view, with a source of it by its number from 1. */
  messageHref: (messageId: string, source: number) => string;
  /** Brings a source of a message into view. */
  openMessage: (messageId: string, source: number) => void;
  /** Place of the result that the address names; null for none. */
  marked: number | null;
}

/**
 * What a call of one tool shows. Tools without a kind of their own receive only calls whose payload can be read as an object,
 * and show all of it.
 */
export type Rendered<C extends ToolCall> = ComponentType<{ call: C; context: ToolCallContext }>;

/** The properties by which a kit says that a text was cut and offers to load the rest. */
export function cutOf(text: LongText, context: ToolCallContext): Cut {
  return {
    truncated: text.truncated,
    bytes: text.bytes,
    onLoadWhole: context.loadWhole,
    loadingWhole: context.loadingWhole,
  };
}

/**
 * What the address says of one text of a call: lines and the hash of the text, or a path in it; null when it means another.
 * `first` is the text that is meant where the address names none.
 */
function placeIn({ link }: ToolCallContext, out: string, first: boolean): TextLink | null {
  const place = link?.place ?? null;
  return place !== null && (place.out === out || (first && place.out === null)) ? place : null;
}

/** The same inside one call; `alone`: no other is in view. */
export function linksInCall({ place, onChange, finds, onFind }: TextLinks, call: number, alone: boolean): TextLinks {
  return {
    place: linkInCall(place, call, alone),
    onChange: onChange && ((next) => onChange(next && linkOfCall(next, call, alone))),
    finds: finds?.flatMap((find) => linkInCall(find, call, alone) ?? []) ?? null,
    onFind: (find) => onFind(linkOfCall(find, call, alone)),
  };
}

/** The properties by which a log shows and changes the lines of the address, and what is looked for in it. `out` names the text among those of the call. */
export function linkedLines(
  context: ToolCallContext,
  out: string,
  first: boolean,
): {
  chosen: ChosenLines | null;
  onChoose?: ((chosen: (LineRange & { hash: string | null }) | null) => void) | undefined;
  finding?: Finding;
} {
  const { link } = context;
  const place = placeIn(context, out, first);
  if (!link) return { chosen: null };
  const find = link.finds?.find((each) => each.out === out || (first && each.out === null));
  const name = find ? find.out : first ? null : out;
  const { onChange } = link;
  return {
    finding: {
      words: find?.words ?? '',
      hit: find?.hit ?? 0,
      onChange: (words, hit) => link.onFind({ out: name, words, hit }),
    },
    chosen: place?.line ? { ...place.line, hash: place.hash } : null,
    onChoose: onChange
      ? (chosen) => {
          const line = chosen && { from: chosen.from, to: chosen.to };
          onChange(line && { out: first ? null : out, line, hash: chosen?.hash ?? null, path: null });
        }
      : undefined,
  };
}

/** The properties by which a JSON text shows and changes the path of the address, and its own name. `out` names it among those of the call. */
export function linkedPath(context: ToolCallContext, out: string, first: boolean): JsonLink {
  const onChange = context.link?.onChange;
  if (!onChange) return { name: out };
  return {
    name: out,
    selectedPath: placeIn(context, out, first)?.path ?? null,
    onSelectPath: (path) => onChange({ out: first ? null : out, line: null, hash: null, path }),
  };
}
