import type { TextRange } from './citations-words.ts';
import type { Annotation } from './message.ts';

/** Where a search result stands: step, place of the call in it, place of the result in the source's list, both from 0. */
export interface ResultPlace {
  step: string;
  call: number;
  result: number;
}

/** A stretch of one of a result's texts. */
export interface ChunkRange extends TextRange {
  content: number;
}

/**
 * How sure it is that a citation means this chunk. `exact`: a long stretch of the chunk stands in the sentence, or the
 * source's own quote does. `likely`: the sentence shares more words with this chunk than with any other of the file, or
 * another mark with the same words does. `file only`: the file is right, which of its chunks is meant is not known.
 */
export type Confidence = 'exact' | 'likely' | 'file only';

/** The chunk that a citation means. */
export interface CitedChunk {
  /** Where it was found first; of `file only`, the best result of the file. */
  place: ResultPlace;
  fileId: string | null;
  fileName: string | null;
  score: number | null;
  confidence: Confidence;
  /** The chunk's sentences to mark. */
  passage: readonly ChunkRange[];
  /** The words that the chunk shares with the sentence, inside or outside of the passage. */
  words: readonly ChunkRange[];
  /** The beginning of the passage, for lists; null where no passage is known. */
  excerpt: string | null;
}

/** One annotation of a message, other than links to files that code wrote (`file_path`). */
export interface Citation {
  message: string;
  /** Place of the text among the message's parts, and of the annotation in it, both from 0. */
  part: number;
  annotation: number;
  /** The chip's number in its message, from 1. */
  number: number;
  type: string;
  fileId: string | null;
  /** The mark as it stands in the text (`【4:0†source】`), and where; null where it does not. */
  marker: string | null;
  place: TextRange | null;
  /** The sentence before the mark, which is what was compared. */
  sentence: TextRange | null;
  /** Words of the sentence that the chunk shares. */
  shared: readonly TextRange[];
  /** Null where no search of the run returned the file, and for what is no file. */
  match: CitedChunk | null;
  /** True only where every search of the run (there may be none) returned its results and none of them is of this file. */
  neverRetrieved: boolean;
}

/** What one number of a message stands for. */
export interface CitedSource {
  number: number;
  /** The first annotation with this number. */
  annotation: Annotation;
  /** That of its citations which tells most. */
  match: CitedChunk | null;
  neverRetrieved: boolean;
  citations: readonly Citation[];
}

export interface MessageCitations {
  /** In order of the text; those without a mark come last. */
  citations: readonly Citation[];
  /** By number. */
  sources: readonly CitedSource[];
}

/** What became of one search result. */
export interface ResultUse {
  place: ResultPlace;
  /** Citations that mean this chunk, in order of messages and text. */
  citations: readonly Citation[];
  /** Citations of its file that may mean it. */
  perhaps: readonly Citation[];
  /** True only where all messages of the run are known and no citation can mean it. */
  neverCited: boolean;
}

/** Citations and search results of a run, linked both ways. */
export interface CitationLinks {
  /** By message id. */
  messages: ReadonlyMap<string, MessageCitations>;
  /** By `resultKey`. */
  results: ReadonlyMap<string, ResultUse>;
}
