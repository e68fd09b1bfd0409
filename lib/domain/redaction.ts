/** What is looked for by its form, wherever it stands. */
export const REDACTION_RULES = ['keys', 'emails', 'phones', 'cards', 'ips', 'file_names'] as const;
export type RedactionRule = (typeof REDACTION_RULES)[number];

/** What can be taken out as a whole. */
export const REDACTION_CLASSES = [
  'instructions',
  'arguments',
  'outputs',
  'logs',
  'code',
  'messages',
  'images',
  'files',
  'metadata',
] as const;
export type RedactionClass = (typeof REDACTION_CLASSES)[number];

/** Rules of a choice that names none. */
export const USUAL_RULES: readonly RedactionRule[] = ['keys', 'emails', 'phones', 'cards', 'ips'];

/** The objects of a snapshot, as addresses and hits name them. */
export const SHARED_KINDS = ['run', 'step', 'message', 'file', 'assistant', 'thread'] as const;
export type SharedKind = (typeof SHARED_KINDS)[number];

/** Names of members and places of elements, from the outermost in; JSON inside of a string goes on in the same path. */
export type JsonPath = readonly (string | number)[];

/**
 * A single spot: a range of one text (`kind`, `id`, `path`, `start`, `end`; UTF-16 units of the text as its JSON says it, `end`
 * not included), or a text (`text`) in one object (`kind`, `id`), or everywhere.
 */
export interface RedactionSpot {
  kind?: SharedKind | undefined;
  id?: string | undefined;
  path?: (string | number)[] | undefined;
  start?: number | undefined;
  end?: number | undefined;
  text?: string | undefined;
}

/** What a sharer chose to take out. */
export interface RedactionChoice {
  /** Absent: `USUAL_RULES`. */
  rules?: RedactionRule[] | undefined;
  classes?: RedactionClass[] | undefined;
  /** Texts of one's own; capitals do not matter, `*` stands for up to 100 characters without a space, `?` for one, `#` for a digit. */
  patterns?: string[] | undefined;
  spots?: RedactionSpot[] | undefined;
  /** Hits that are left in, by their `id` or `valueId`. */
  except?: string[] | undefined;
}

/** Why something is taken out. `secret` is a key that this installation itself uses: it is never left in. */
export type HitReason = RedactionRule | 'class' | 'pattern' | 'spot' | 'secret';

/** Where a hit stands. */
export interface HitPlace {
  kind: SharedKind;
  id: string;
  path: (string | number)[];
  /** Units of the text at `path`; a name of a member where `inName`. */
  start: number;
  end: number;
  inName: boolean;
}

/** Something that is taken out, or that the sharer left in. */
export interface RedactionHit {
  /** Of this place. The same for the same run. */
  id: string;
  /** Of this value, wherever it stands in the run. */
  valueId: string;
  reason: HitReason;
  /** Of `class`, and of what stands in a text of a class. */
  class: RedactionClass | null;
  /** Of `pattern`. */
  pattern: string | null;
  place: HitPlace;
  /** What stands around it, and itself, as the sharer may read it; cut. */
  before: string;
  text: string;
  after: string;
  /** What the recipient reads instead: `[person 1]`, the same for the same value in the whole run. */
  replacement: string;
  /** Whether it is taken out. */
  on: boolean;
  /** Whether the sharer may leave it in. */
  fixed: boolean;
}

/** How many places are taken out, by reason. */
export type HitCounts = Partial<Record<HitReason, number>>;

/** What was done to a snapshot, for the list of links and for the recipient; reveals no text. */
export interface RedactionSummary {
  counts: HitCounts;
  classes: RedactionClass[];
  /** Different values. */
  values: number;
  /** Steps and other objects that lack a part, because it nests too deeply to be looked through; absent for none. */
  tooDeep?: number | undefined;
}
