import type { Emitter, HLJSApi } from 'highlight.js';

/** The languages that are coloured; each is fetched when it is met. */
const LANGUAGES = {
  python: () => import('highlight.js/lib/languages/python'),
  json: () => import('highlight.js/lib/languages/json'),
  javascript: () => import('highlight.js/lib/languages/javascript'),
  typescript: () => import('highlight.js/lib/languages/typescript'),
  bash: () => import('highlight.js/lib/languages/bash'),
  sql: () => import('highlight.js/lib/languages/sql'),
  xml: () => import('highlight.js/lib/languages/xml'),
  yaml: () => import('highlight.js/lib/languages/yaml'),
  diff: () => import('highlight.js/lib/languages/diff'),
};

export type CodeLanguage = keyof typeof LANGUAGES;

const ALIASES: ReadonlyMap<string, CodeLanguage> = new Map([
  ['py', 'python'],
  ['python3', 'python'],
  ['jsonc', 'json'],
  ['js', 'javascript'],
  ['jsx', 'javascript'],
  ['ts', 'typescript'],
  ['tsx', 'typescript'],
  ['sh', 'bash'],
  ['shell', 'bash'],
  ['zsh', 'bash'],
  ['html', 'xml'],
  ['svg', 'xml'],
  ['yml', 'yaml'],
  ['patch', 'diff'],
]);

/** The language that a word behind a fence means; null for one that stays plain. */
export function languageOf(word: string): CodeLanguage | null {
  const name = word.toLowerCase();
  return Object.hasOwn(LANGUAGES, name) ? (name as CodeLanguage) : (ALIASES.get(name) ?? null);
}

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
  ['addition', 'text-ok'],
  ['deletion', 'text-fail'],
  ['name', 'text-syn-kw'],
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

  /** Code of another language inside (a style sheet in HTML): its pieces follow what there is. */
  __addSublanguage(inner: Emitter): void {
    if (!(inner instanceof PieceEmitter)) return;
    const [first = [], ...rest] = inner.lines;
    this.lines.at(-1)?.push(...first);
    this.lines.push(...rest);
  }

  finalize(): void {}

  toHTML(): string {
    return '';
  }
}

let highlighter: Promise<HLJSApi> | undefined;

async function load(): Promise<HLJSApi> {
  const core = await import('highlight.js/lib/core');
  const api = core.default.newInstance();
  api.configure({ __emitter: PieceEmitter });
  return api;
}

/** The highlighter with a language, fetched when the first code of it is to be coloured. */
async function highlighterOf(language: CodeLanguage): Promise<HLJSApi> {
  highlighter ??= load();
  const [api, grammar] = await Promise.all([highlighter, LANGUAGES[language]()]);
  if (!api.getLanguage(language)) api.registerLanguage(language, grammar.default);
  return api;
}

/** Colours code line by line (lines as `splitLines` cuts them). Gives null for code over COLOUR_LIMIT. */
export async function highlight(code: string, language: CodeLanguage): Promise<CodePiece[][] | null> {
  if (code.length > COLOUR_LIMIT) return null;
  const api = await highlighterOf(language);
  const { _emitter: emitter } = api.highlight(code.replace(/\r\n/g, '\n'), { language, ignoreIllegals: true });
  return emitter instanceof PieceEmitter ? emitter.lines : null;
}
