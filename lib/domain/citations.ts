import { type Chunk, createComparer, readChunks, resultKey } from './citations-chunks.ts';
import { bestMatch, citedChunk, type Match } from './citations-match.ts';
import type { Citation, CitationLinks, CitedChunk, MessageCitations, ResultUse } from './citations-model.ts';
import { numberCitations, type Unnumbered } from './citations-numbers.ts';
import { placeMarks, sentenceBefore, withoutMarks } from './citations-sentence.ts';
import type { TextRange } from './citations-words.ts';
import type { Annotation, Message } from './message.ts';
import type { Step } from './step.ts';

export interface LinkOptions {
  /** Whether all messages of the run are known; else nothing is called "retrieved, never cited". */
  messagesComplete: boolean;
  /** Whether all steps have been read; else nothing is called "cited, never retrieved". */
  stepsComplete: boolean;
}

/** Beyond so many citations of a run only the file is looked at. */
const MOST_CITATIONS = 500;

/** A citation while it is being linked. */
interface Claim {
  message: Message;
  part: number;
  place: number;
  annotation: Annotation;
  mark: TextRange | null;
  sentence: TextRange | null;
  /** The sentence without marks; empty where there is none. */
  asked: string;
  /** Chunks of the cited file that were found before the message was written. */
  chunks: readonly Chunk[];
  match: Match | null;
}

/**
 * Links the citations of a run's messages with the results of its searches. The protocol links a citation to a file only;
 * which chunk is meant is told by the words that the sentence before the mark (or the source's quote) shares with it, and
 * `confidence` says how well that worked. Searches without results, or without texts, are no reason to guess.
 */
export function linkCitations(
  messages: readonly Message[],
  steps: readonly Step[],
  { messagesComplete, stepsComplete }: LinkOptions,
): CitationLinks {
  const { chunks, places, allKnown } = readChunks(steps);
  const writtenBy = new Map(steps.map((step, i) => [step.messageId, i]));
  const claims = messages.flatMap((message) => claimsOf(message, chunks, writtenBy.get(message.id) ?? steps.length));
  matchAll(claims.filter((claim) => claim.chunks.length > 0).slice(0, MOST_CITATIONS));
  shareMatches(claims);

  const byMessage = new Map<string, Unnumbered[]>(messages.map(({ id }) => [id, []]));
  for (const claim of claims) {
    const missing =
      allKnown && stepsComplete && isFile(claim) && !chunks.some((chunk) => isOf(claim.annotation, chunk));
    byMessage.get(claim.message.id)?.push(unnumbered(claim, missing));
  }
  const linked = new Map<string, MessageCitations>();
  for (const [id, found] of byMessage) linked.set(id, numberCitations(found));

  const uses = new Map<string, Citation[]>();
  const perhaps = new Map<string, Citation[]>();
  const byPlace = new Map(chunks.flatMap((chunk) => chunk.places.map((place) => [resultKey(place), chunk] as const)));
  for (const citation of [...linked.values()].flatMap(({ citations }) => citations)) {
    const { match } = citation;
    const chunk = match && byPlace.get(resultKey(match.place));
    if (!match || !chunk) continue;
    const unsure = match.confidence === 'file only';
    for (const each of unsure ? chunks.filter((other) => isSameFile(other, chunk)) : [chunk]) {
      for (const place of each.places) add(unsure ? perhaps : uses, resultKey(place), citation);
    }
  }
  const results = new Map<string, ResultUse>();
  for (const place of places) {
    const key = resultKey(place);
    const citations = uses.get(key) ?? [];
    const maybe = perhaps.get(key) ?? [];
    const neverCited = messagesComplete && citations.length === 0 && maybe.length === 0;
    results.set(key, { place, citations, perhaps: maybe, neverCited });
  }
  return { messages: linked, results };
}

function claimsOf(message: Message, chunks: readonly Chunk[], writtenBy: number): Claim[] {
  return message.content.flatMap((content, part) => {
    if (content.type !== 'text' || content.annotations.length === 0) return [];
    const { text } = content.text;
    const marks = placeMarks(text, content.annotations);
    const sorted = marks.filter((mark) => mark !== null).toSorted((a, b) => a.from - b.from || b.to - a.to);
    const order = new Map(sorted.map((mark, i) => [mark, i]));
    return content.annotations.flatMap((annotation, place): Claim[] => {
      if (annotation.type === 'file_path') return [];
      const mark = marks[place] ?? null;
      const at = mark ? order.get(mark) : undefined;
      const sentence = at === undefined ? null : sentenceBefore(text, sorted, at);
      const asked = sentence ? withoutMarks(text, sentence, sorted) : '';
      const own = chunks.filter((chunk) => chunk.firstStep < writtenBy && isOf(annotation, chunk));
      return [{ message, part, place, annotation, mark, sentence, asked, chunks: own, match: null }];
    });
  });
}

/** All sentences are learnt before the first chunk is read, so that each chunk is read once. */
function matchAll(claims: readonly Claim[]): void {
  const comparer = createComparer();
  const learn = (text: string | null) => (text ? comparer.learn(text) : null);
  const learnt = claims.map((claim) => ({ claim, quote: learn(claim.annotation.quote), words: learn(claim.asked) }));
  for (const { claim, quote, words } of learnt) {
    const quoted = quote && bestMatch(quote, claim.chunks, comparer, true);
    const match = quoted ?? (words && bestMatch(words, claim.chunks, comparer, false));
    const by = claim.sentence?.from ?? 0;
    const shared = quoted || !match ? [] : match.shared.map(({ from, to }) => ({ from: from + by, to: to + by }));
    claim.match = match && { ...match, shared };
  }
}

/**
 * Marks of one message with the same words and a number in them (`【4:0†source】`) mean the same passage: those that were
 * not matched word by word take the chunk of the best of the others, without a passage.
 */
function shareMatches(claims: readonly Claim[]): void {
  const best = new Map<string, Match>();
  const keyOf = ({ message, annotation }: Claim) => {
    const { text, fileId } = annotation;
    return text !== null && /\p{N}/u.test(text) ? JSON.stringify([message.id, fileId, text]) : null;
  };
  for (const claim of claims) {
    const key = keyOf(claim);
    if (key === null || !claim.match) continue;
    const known = best.get(key);
    if (!known || rankOf(claim.match) > rankOf(known)) best.set(key, claim.match);
  }
  for (const claim of claims) {
    const match = best.get(keyOf(claim) ?? '');
    if (!match || claim.match?.chunk === match.chunk || claim.match?.cited.confidence === 'exact') continue;
    const cited: CitedChunk = { ...match.cited, confidence: 'likely', passage: [], words: [], excerpt: null };
    claim.match = { ...match, cited, shared: [] };
  }
}

function rankOf({ cited, score }: Match): number {
  return cited.confidence === 'exact' ? score + 1e6 : score;
}

function unnumbered(claim: Claim, neverRetrieved: boolean): Unnumbered {
  const { message, part, place, annotation, mark, sentence, match, chunks } = claim;
  const [first] = chunks;
  const fallback: CitedChunk | null = first ? citedChunk(first, 'file only', { passage: [], words: [] }) : null;
  const citation: Unnumbered['citation'] = {
    message: message.id,
    part,
    annotation: place,
    type: annotation.type,
    fileId: annotation.fileId,
    marker: annotation.text,
    place: mark,
    sentence,
    shared: match?.shared ?? [],
    match: match?.cited ?? fallback,
    neverRetrieved,
  };
  return { citation, annotation, rank: match?.chunk.rank ?? null };
}

function isFile({ annotation }: Claim): boolean {
  return annotation.type === 'file_citation' && annotation.fileId !== null;
}

/** Whether the chunk is of the cited file: by id, by the name in the mark where one of them has no id. */
function isOf(annotation: Annotation, chunk: Chunk): boolean {
  if (annotation.fileId !== null && chunk.fileId !== null) return annotation.fileId === chunk.fileId;
  const name = annotation.text?.match(/†([^】]{1,500})】/)?.[1] ?? annotation.title;
  return name != null && name === chunk.fileName;
}

function isSameFile(a: Chunk, b: Chunk): boolean {
  return a === b || (a.fileId ?? a.fileName) === (b.fileId ?? b.fileName);
}

function add(map: Map<string, Citation[]>, key: string, citation: Citation): void {
  const known = map.get(key);
  if (known) known.push(citation);
  else map.set(key, [citation]);
}
