import type { Emitter, HLJSApi } from 'highlight.js';

export type CodeLanguage = 'python' | 'json';

/** A piece of a line in one colour; `tone` is the class name of that colour, empty for plain text. */
export interface CodePiece {
  text: string;
  tone: string;
}

/** Code over this many characters stays plain: colouring it would hold up the page. */
export const COLOUR_LIMIT = 100_000;

const TONES = new Map([
  ['keyword', 'text-syn-kw'],
  ['literal', 'text-syn-kw'],
  ['string', 'text-syn-str'],
  ['number', 'text-syn-num'],
  ['comment', 'text-syn-com'],
  ['built_in', 'text-syn-fn'],
  ['title', 'text-syn-fn'],
  ['type', 'text-syn-fn'],
  ['meta', 'text-syn-fn'],
  ['attr', 'text-ink'],
  ['subst', 'text-ink'],
]);

/** Receives what the highlighter finds and keeps it as pieces: no HTML is made anywhere. */
class PieceEmitter implements Emitter {
  readonly lines: CodePiece[][] = [[]];
  readonly #scopes: string[] = [];

  addText(text: string): void {
    const scope = this.#scopes.at(-1)?.split('.')[0] ?? '';
    const tone = TONES.get(scope) ?? '';
    const [first = '', ...rest] = text.split('\n');
    if (first !== '') this.lines.at(-1)?.push({ text: first, tone });
    for (const line of rest) this.lines.push(line === '' ? [] : [{ text: line, tone }]);
  }

  startScope(name: string): void {
    this.#scopes.push(name);
  }

  endScope(): void {
    this.#scopes.pop();
  }

  /** Called beside `startScope`, though the types of the library do not say so (11.12). */
  openNode(name: string): void {
    this.startScope(name);
  }

  closeNode(): void {
    this.endScope();
  }

  __addSublanguage(): void {}

  finalize(): void {}

  toHTML(): string {
    return '';
  }
}

let highlighter: Promise<HLJSApi> | undefined;

/** The highlighter with its languages, fetched when the first code block asks for it. */
async function load(): Promise<HLJSApi> {
  const [core, python, json] = await Promise.all([
    import('highlight.js/lib/core'),
    import('highlight.js/lib/languages/python'),
    import('highlight.js/lib/languages/json'),
  ]);
  const api = core.default.newInstance();
  api.registerLanguage('python', python.default);
  api.registerLanguage('json', json.default);
  api.configure({ __emitter: PieceEmitter });
  return api;
}

/** Colours code line by line (lines as `splitLines` cuts them). Gives null for code over COLOUR_LIMIT. */
export async function highlight(code: string, language: CodeLanguage): Promise<CodePiece[][] | null> {
  if (code.length > COLOUR_LIMIT) return null;
  highlighter ??= load();
  const api = await highlighter;
  const { _emitter: emitter } = api.highlight(code.replace(/\r\n/g, '\n'), { language, ignoreIllegals: true });
  return emitter instanceof PieceEmitter ? emitter.lines : null;
}
