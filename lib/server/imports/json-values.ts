import 'server-only';
import type { ImportLimits } from './import-limits.ts';
import { findJsonProblem, placeIn } from './json-problem.ts';
import { lineAndColumn, refuse } from './refused-error.ts';

/** One value of a file: its text, where it begins, and under which name of an outer object's list it stands. */
export interface JsonPiece {
  text: string;
  line: number;
  column: number;
  /** Null for a value of its own, or an element of an outer array. */
  list: string | null;
}

/** A large file of ours begins so; its lists are cut into their elements while they come. */
const BUNDLE = /^\{\s*"runlens"\s*:/;
/** The beginning of a string, a word or a number that could go on. */
const CUT =
  /^(?:"[^"\\\u0000-\u001f]*(?:\\[^\u0000-\u001f][^"\\\u0000-\u001f]*)*\\?|t(?:ru?)?|f(?:a(?:ls?)?)?|n(?:ul?)?|-|\.|e[+-]?)$/i;
/** Characters of an object that decide whether it is one. */
const HEAD = 64;

/**
 * Cuts the JSON of a file into values while it comes, so that only one of them is in memory: values that follow each other
 * (lines of JSON, in any layout), the elements of an outer array, the elements of the lists of our own bundle. What stands
 * around elements is checked at the end, with a `0` in place of each.
 */
export class JsonValues {
  readonly #emit: (piece: JsonPiece) => void;
  readonly #limits: Pick<ImportLimits, 'depth' | 'value'>;
  #held = '';
  #depth = 0;
  /** Open brackets above the values that are cut out, at most two. */
  #outer = '';
  /** Depth at which values are cut out. */
  #enter = 0;
  #frame = '';
  #list: string | null = null;
  #parts: string[] = [];
  #size = 0;
  #inString = false;
  #escaped = false;
  /** Whether a value has begun, and whether it is a bare word or number. */
  #within = false;
  #bare = false;
  #line = 1;
  #column = 1;
  #begunLine = 1;
  #begunColumn = 1;

  constructor(limits: Pick<ImportLimits, 'depth' | 'value'>, emit: (piece: JsonPiece) => void) {
    this.#limits = limits;
    this.#emit = emit;
  }

  push(text: string): void {
    this.#scan(this.#held + text, false);
  }

  /** Throws where the file ends inside a value. */
  end(): void {
    this.#scan(this.#held, true);
    if (this.#within && this.#bare && this.#enter === 0) this.#finish('');
    if (this.#within) this.#refuseFault();
    if (this.#within || this.#enter > 0) refuse(this.#here(), 'The file ends inside a value. It was cut off.');
  }

  #scan(text: string, last: boolean): void {
    this.#held = '';
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      if (!this.#within && this.#enter === 0 && text[at] === '{' && text.length - at < HEAD && !last) {
        this.#held = text.slice(at);
        return;
      }
      const code = text.charCodeAt(at);
      if (this.#within) {
        if (this.#ends(code)) {
          // A bare word ends before this character, everything else with it.
          const end = this.#bare ? at : at + 1;
          this.#finish(text.slice(from, end));
          if (this.#bare) this.#between(text, at);
        }
      } else if (this.#begins(text, at)) from = at;
      else this.#between(text, at);
      if (code === 0x0a) {
        this.#line++;
        this.#column = 1;
      } else this.#column++;
    }
    if (this.#within) this.#collect(text.slice(from));
  }

  /** Whether a value begins here; takes it up. */
  #begins(text: string, at: number): boolean {
    const code = text.charCodeAt(at);
    if (isSpace(code) || code === 0x1e) return false;
    if (this.#enter === 0) {
      if (code === 0x5b || (code === 0x7b && BUNDLE.test(text.slice(at, at + HEAD)))) return false;
    } else if (this.#outer.length !== this.#enter || !this.#outer.endsWith('[') || code === 0x5d || code === 0x2c) {
      return false;
    }
    this.#within = true;
    this.#begunLine = this.#line;
    this.#begunColumn = this.#column;
    this.#inString = code === 0x22;
    this.#bare = code !== 0x22 && code !== 0x7b && code !== 0x5b;
    this.#depth = this.#outer.length + (code === 0x7b || code === 0x5b ? 1 : 0);
    return true;
  }

  /** Whether the value that is under way ends with (a bare word: before) this character. */
  #ends(code: number): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (code === 0x5c) this.#escaped = true;
      else if (code === 0x22) this.#inString = false;
      return !this.#inString && this.#depth === this.#outer.length;
    }
    if (this.#bare) return isSpace(code) || code === 0x2c || code === 0x5d || code === 0x7d;
    if (code === 0x22) this.#inString = true;
    else if (code === 0x7b || code === 0x5b) this.#depth++;
    else if (code === 0x7d || code === 0x5d) this.#depth--;
    return this.#depth === this.#outer.length;
  }

  /** A character around values: of an outer array or object, or space. */
  #between(text: string, at: number): void {
    const code = text.charCodeAt(at);
    if (this.#enter === 0) {
      if (isSpace(code) || code === 0x1e) return;
      if (code === 0x5b) this.#open(1, '[');
      else if (code === 0x7b) this.#open(2, '{');
      else refuse(this.#here(), 'This is not JSON.');
      return;
    }
    this.#frame += text[at];
    if (this.#frame.length > this.#limits.value)
      refuse(this.#here(), 'Too much stands around the elements of this list.');
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (code === 0x5c) this.#escaped = true;
      else if (code === 0x22) this.#inString = false;
    } else if (code === 0x22) this.#inString = true;
    else if (code === 0x7b || code === 0x5b) {
      this.#outer += text[at];
      if (this.#outer.length > this.#limits.depth) refuse(this.#here(), 'JSON this deep is not read.');
      if (this.#outer === '{[') this.#list = /"([a-z]+)"\s*:\s*\[$/.exec(this.#frame.slice(-200))?.[1] ?? '';
    } else if (code === 0x7d || code === 0x5d) {
      this.#outer = this.#outer.slice(0, -1);
      if (this.#outer === '') this.#close();
    }
  }

  #open(enter: number, bracket: string): void {
    this.#enter = enter;
    this.#outer = bracket;
    this.#frame = bracket;
    this.#begunLine = this.#line;
    this.#begunColumn = this.#column;
  }

  #close(): void {
    try {
      JSON.parse(this.#frame);
    } catch {
      refuse(
        this.#here(),
        'What stands between the elements of this list is not JSON: a comma too many or too few, perhaps.',
      );
    }
    this.#enter = 0;
    this.#frame = '';
    this.#list = null;
  }

  #collect(text: string): void {
    this.#parts.push(text);
    this.#size += text.length;
    if (this.#size > this.#limits.value) {
      const most = Math.round(this.#limits.value / 1024 / 1024);
      refuse(lineAndColumn(this.#begunLine, this.#begunColumn), `A single value may have ${most} MB; this is larger.`);
    }
  }

  #finish(text: string): void {
    this.#collect(text);
    const whole = this.#parts.length === 1 ? text : this.#parts.join('');
    this.#parts = [];
    this.#size = 0;
    this.#within = false;
    if (this.#enter > 0) this.#frame += '0';
    this.#emit({ text: whole, line: this.#begunLine, column: this.#begunColumn, list: this.#list });
  }

  /** Refuses a value without an end that is faulty before: that is where it is to be mended, and nothing was cut off perhaps. */
  #refuseFault(): void {
    const text = this.#parts.join('').trimEnd();
    const fault = findJsonProblem(text);
    if (fault < text.length && !CUT.test(text.slice(fault))) {
      refuse(placeIn(text, fault, this.#begunLine, this.#begunColumn), 'This is not valid JSON.');
    }
  }

  #here(): string {
    return lineAndColumn(this.#line, this.#column);
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
