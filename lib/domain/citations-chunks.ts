import type { ChunkRange, ResultPlace } from './citations-model.ts';
import { createVocabulary, type Vocabulary, type Words } from './citations-words.ts';
import { type Overlap, overlap, type Postings, postingsOf } from './citations-overlap.ts';
import { sentencesOf } from './citations-sentence.ts';
import type { Step } from './step.ts';
import type { FileSearchResult } from './tool-call.ts';

/** A piece of a file that searches found, once however often it was found. */
export interface Chunk {
  /** In order of the steps, then best first. */
  rank: number;
  fileId: string | null;
  fileName: string | null;
  score: number | null;
  /** Everywhere it was found, first the place it is known by. */
  places: [ResultPlace, ...ResultPlace[]];
  texts: string[];
  /** Number of the first step that found it, from 0. */
  firstStep: number;
}

/** Longer texts are compared up to here (characters); sources cut chunks at a few thousand. */
const LONGEST_TEXT = 16_000;

/**
 * The distinct chunks that the searches of a run found, and where each result stands. `allKnown` is false where a search
 * did not return its results, or a step or tool of an unknown kind may have searched.
 */
export function readChunks(steps: readonly Step[]): { chunks: Chunk[]; places: ResultPlace[]; allKnown: boolean } {
  const known = new Map<string, Chunk>();
  const places: ResultPlace[] = [];
  let allKnown = steps.length > 0;
  steps.forEach((step, firstStep) => {
    if (step.kind === 'other') allKnown = false;
    step.calls.forEach((call, callPlace) => {
      if (call.kind === 'other' || (call.kind === 'file_search' && call.results === null)) allKnown = false;
      if (call.kind !== 'file_search' || call.results === null) return;
      for (const { result, position } of bestFirst(call.results)) {
        const place = { step: step.id, call: callPlace, result: position };
        places.push(place);
        const { fileId, fileName, score } = result;
        const texts = (result.content ?? []).map((text) => text.text.slice(0, LONGEST_TEXT));
        const key = texts.length > 0 ? [fileId ?? fileName ?? '', ...texts].join('\0') : resultKey(place);
        const chunk = known.get(key);
        if (chunk) chunk.places.push(place);
        else known.set(key, { rank: known.size, fileId, fileName, score, places: [place], texts, firstStep });
      }
    });
  });
  return { chunks: [...known.values()], places, allKnown };
}

/** The key of a result in maps. */
export function resultKey({ step, call, result }: ResultPlace): string {
  return `${step}/${call}/${result}`;
}

function bestFirst(results: readonly FileSearchResult[]) {
  const scoreOf = (result: FileSearchResult) => result.score ?? -Number.MAX_VALUE;
  return results
    .map((result, position) => ({ result, position }))
    .sort((a, b) => scoreOf(b.result) - scoreOf(a.result));
}

/** A chunk as it is compared. */
interface ReadChunk {
  words: Words;
  /** The text that each word is of. */
  contents: number[];
  postings: Postings | null;
}

/** Compares sentences with chunks. Every sentence must be learnt before the first comparison. */
export interface Comparer {
  learn: (text: string) => Words;
  /** Those of the chunks that share most of the sentence's words, wherever these stand; at most `most`. */
  nearest: (asked: Words, chunks: readonly Chunk[], most: number) => Chunk[];
  compare: (asked: Words, chunk: Chunk) => Overlap;
  /** The sentences of the chunk that hold most of what is shared, and the shared words. */
  mark: (found: Overlap, chunk: Chunk) => { passage: ChunkRange[]; words: ChunkRange[] };
}

const MOST_WORDS = 120;

/** A comparer that has learnt nothing yet. */
export function createComparer(): Comparer {
  const vocabulary = createVocabulary();
  const read = new Map<Chunk, ReadChunk>();
  /** Which chunks, by rank, hold a word. */
  const holders = new Map<number, number[]>();
  const readOnce = (chunk: Chunk) => {
    const known = read.get(chunk);
    if (known) return known;
    const own = readChunk(chunk, vocabulary);
    read.set(chunk, own);
    for (const id of new Set(own.words.ids)) {
      const ranks = holders.get(id);
      if (ranks) ranks.push(chunk.rank);
      else holders.set(id, [chunk.rank]);
    }
    return own;
  };
  return {
    learn: (text) => vocabulary.learn(text, MOST_WORDS),
    nearest(asked, chunks, most) {
      for (const chunk of chunks) readOnce(chunk);
      const weights: number[] = [];
      for (const id of new Set(asked.ids)) {
        const weight = vocabulary.weight(id);
        if (weight <= 1) continue;
        for (const rank of holders.get(id) ?? []) weights[rank] = (weights[rank] ?? 0) + weight;
      }
      const weightOf = ({ rank }: Chunk) => weights[rank] ?? 0;
      const near: Chunk[] = [];
      for (const chunk of chunks) {
        const last = near[most - 1];
        if (weightOf(chunk) === 0 || (last && weightOf(chunk) <= weightOf(last))) continue;
        const place = near.findIndex((other) => weightOf(other) < weightOf(chunk));
        near.splice(place === -1 ? near.length : place, 0, chunk);
        near.length = Math.min(near.length, most);
      }
      return near;
    },
    compare(asked, chunk) {
      const own = readOnce(chunk);
      own.postings ??= postingsOf(own.words);
      return overlap(asked, own.postings, vocabulary);
    },
    mark(found, chunk) {
      const { words, contents } = readOnce(chunk);
      const ranges = found.runs.map((run): ChunkRange & { weight: number } => {
        const last = run.found + run.length - 1;
        const content = contents[run.found] ?? 0;
        return { content, from: words.from[run.found] ?? 0, to: words.to[last] ?? 0, weight: run.weight };
      });
      return {
        passage: passageOf(ranges, chunk),
        words: inOrder(ranges),
      };
    },
  };
}

function readChunk(chunk: Chunk, vocabulary: Vocabulary): ReadChunk {
  const words: Words = { ids: [], from: [], to: [] };
  const contents: number[] = [];
  chunk.texts.forEach((text, content) => {
    vocabulary.read(text, words);
    while (contents.length < words.ids.length) contents.push(content);
    // No run of words goes on from one text into the next.
    words.ids.push(-1);
    words.from.push(text.length);
    words.to.push(text.length);
    contents.push(content);
  });
  return { words, contents, postings: null };
}

/** By place, without overlaps: two parts of a sentence may share the same words of a chunk. */
function inOrder(ranges: readonly ChunkRange[]): ChunkRange[] {
  const words: ChunkRange[] = [];
  for (const { content, from, to } of ranges.toSorted((a, b) => a.content - b.content || a.from - b.from)) {
    const last = words.at(-1);
    if (last?.content === content && from <= last.to) last.to = Math.max(last.to, to);
    else words.push({ content, from, to });
  }
  return words;
}

function passageOf(ranges: readonly (ChunkRange & { weight: number })[], chunk: Chunk): ChunkRange[] {
  const sentences = chunk.texts.flatMap((text, content) => sentencesOf(text).map((range) => ({ ...range, content })));
  const weighed = sentences.map((sentence) => {
    const inside = ranges.filter((range) => {
      return range.content === sentence.content && range.from < sentence.to && range.to > sentence.from;
    });
    return { sentence, weight: inside.reduce((sum, range) => sum + range.weight, 0) };
  });
  const most = Math.max(0, ...weighed.map(({ weight }) => weight));
  return weighed.filter(({ weight }) => weight > 0 && weight >= most * 0.6).map(({ sentence }) => sentence);
}
