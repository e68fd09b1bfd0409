import { textHead } from './text-head.ts';
import type { JsonObject } from './json.ts';
import type { LongText } from './long-text.ts';
import type { Milliseconds } from './time.ts';

/** A mark in a message's text that points at a file or page. Offsets are the source's; search for `text` when they do not fit. */
export interface Annotation {
  /** `file_citation`, `file_path`, `url_citation` or a word this version does not know. */
  type: string;
  /** The marker as it stands in the text (`【3:0†source】`, `sandbox:/mnt/data/x.csv`). */
  text: string | null;
  start: number | null;
  end: number | null;
  fileId: string | null;
  quote: string | null;
  url: string | null;
  title: string | null;
  extra: JsonObject;
}

export type MessagePart =
  | { type: 'text'; text: LongText; annotations: Annotation[] }
  | { type: 'image_file'; fileId: string | null; detail: string | null }
  | { type: 'image_url'; url: string | null; detail: string | null }
  | { type: 'refusal'; refusal: LongText }
  /** A part of a kind this version does not know, as JSON text. */
  | { type: 'other'; name: string; payload: LongText };

export interface Attachment {
  fileId: string | null;
  /** Types of the tools that may read it. */
  tools: string[];
}

/** A message of a thread. Absent values are null. */
export interface Message {
  id: string;
  object: string | null;
  threadId: string | null;
  runId: string | null;
  assistantId: string | null;
  /** `user`, `assistant` or another word. */
  role: string;
  /** In stream events only; absent from lists. */
  status: string | null;
  createdAt: Milliseconds | null;
  completedAt: Milliseconds | null;
  incompleteAt: Milliseconds | null;
  incompleteDetails: JsonObject | null;
  content: MessagePart[];
  attachments: Attachment[];
  metadata: JsonObject | null;
  extra: JsonObject;
}

/** Applies `change` to every long text of a message; gives the same object when no text changed. */
export function mapMessageTexts(message: Message, change: (text: LongText) => LongText): Message {
  const content = message.content.map((part): MessagePart => {
    switch (part.type) {
      case 'text': {
        const text = change(part.text);
        return text === part.text ? part : { ...part, text };
      }
      case 'refusal': {
        const refusal = change(part.refusal);
        return refusal === part.refusal ? part : { ...part, refusal };
      }
      case 'other': {
        const payload = change(part.payload);
        return payload === part.payload ? part : { ...part, payload };
      }
      default:
        return part;
    }
  });
  return content.every((part, i) => part === message.content[i]) ? message : { ...message, content };
}

/** How much text a message has, in UTF-16 units. */
export function messageLength(message: Message): number {
  let length = 0;
  mapMessageTexts(message, (text) => {
    length += text.text.length;
    return text;
  });
  return length;
}

/** Whether any text of the message was cut. */
export function isMessageCut(message: Message): boolean {
  let cut = false;
  mapMessageTexts(message, (text) => {
    cut ||= text.truncated === true;
    return text;
  });
  return cut;
}

/** Marks of Markdown that mean nothing on one line: of a heading, of strong words, of code and of links, whose words stay. */
const MARKS = [
  /^[ \t]*#{1,6}[ \t]+(\S)/gm,
  /(?<![\w*])\*\*([^*\s](?:[^*]*[^*\s])?)\*\*(?![\w*])/g,
  /(?<!`)`([^`\n]+)`(?!`)/g,
  /!?\[([^[\]]*)\]\([^()\s]*\)/g,
];

/** The message's words on one line, for lists and titles: texts and refusals joined, white space folded, at most `limit` characters. */
export function messageLine(message: Message, limit = 200): string {
  const words: string[] = [];
  for (const part of message.content) {
    if (part.type === 'text') words.push(textHead(part.text.text, limit * 2));
    else if (part.type === 'refusal') words.push(textHead(part.refusal.text, limit * 2));
  }
  const plain = words.map((text) => MARKS.reduce((left, mark) => left.replace(mark, '$1'), text));
  const line = plain.join(' ').replace(/\s+/g, ' ').trim();
  return line.length > limit ? `${textHead(line, limit - 1)}…` : line;
}
