import 'server-only';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { facetWord, type SearchTerm, wordsOf } from './search-words.ts';
import { first, type Sql } from './sql.ts';

/** What is searched of one run. */
export interface SearchEntry {
  rid: number;
  /** Its number until now; null for a new run. */
  was: number | null;
  /** Null keeps the words that are there. */
  text: string | null;
  /** Words that stand for values of filters. */
  facets: readonly string[];
}

/** Bytes of different words that PostgreSQL keeps of one text, below its limit of 1 MiB. */
const LEXEME_BYTES = 900_000;

/** Writes the words of a run, unless nothing has changed. */
export async function putSearch(sql: Sql, entry: SearchEntry): Promise<void> {
  return sql.kind === 'sqlite' ? putSqlite(sql, entry) : putPostgres(sql, entry);
}

/** Takes a run out of the index of words. */
export async function removeSearch(sql: Sql, rid: number): Promise<void> {
  if (sql.kind === 'sqlite') await sql.run('DELETE FROM runs_fts WHERE rowid = ?', [rid]);
  await sql.run('DELETE FROM run_texts WHERE rid = ?', [rid]);
}

/** The words are kept beside the index, because the index must be given all of them again when a filter's value changes. */
async function putSqlite(sql: Sql, { rid, was, text, facets }: SearchEntry): Promise<void> {
  const old =
    was === null
      ? undefined
      : await first<{ facets: string; words: Buffer }>(sql, 'SELECT facets, words FROM run_texts WHERE rid = ?', [was]);
  const before = old ? zstdDecompressSync(old.words).toString() : '';
  const words = text === null ? before : wordsOf(text).join(' ');
  const tokens = facets.join(' ');
  if (old && was === rid && old.facets === tokens && before === words) return;
  if (old && was !== null) await removeSearch(sql, was);
  await sql.run('INSERT INTO runs_fts (rowid, words) VALUES (?, ?)', [rid, `${tokens} ${words}`]);
  await sql.run('INSERT INTO run_texts (rid, facets, words) VALUES (?, ?, ?)', [rid, tokens, zstdCompressSync(words)]);
}

async function putPostgres(sql: Sql, { rid, was, text }: SearchEntry): Promise<void> {
  if (text === null) {
    if (was !== null && was !== rid) await sql.run('UPDATE run_texts SET rid = ? WHERE rid = ?', [rid, was]);
    return;
  }
  const { line, lexemes } = textLine(wordsOf(text));
  const old =
    was === null ? undefined : await first<{ words: string }>(sql, 'SELECT words FROM run_texts WHERE rid = ?', [was]);
  if (old && was === rid && old.words === line) return;
  if (old && was !== null) await removeSearch(sql, was);
  await sql.run(
    "INSERT INTO run_texts (rid, words, lexemes) VALUES (?, ?, array_to_tsvector(string_to_array(?, ' ')))",
    [rid, line, lexemes],
  );
}

/** The words that are kept of a run; empty where there are none. */
export async function wordsKept(sql: Sql, rid: number): Promise<string> {
  const row = await first<{ words: Buffer | string }>(sql, 'SELECT words FROM run_texts WHERE rid = ?', [rid]);
  if (!row) return '';
  return typeof row.words === 'string' ? row.words.trim() : zstdDecompressSync(row.words).toString();
}

/** Words as PostgreSQL keeps them: in a line, and each once, as many as it takes. */
export function textLine(words: readonly string[]): { line: string; lexemes: string } {
  return { line: ` ${words.join(' ')} `, lexemes: lexemesOf(words) };
}

function lexemesOf(words: readonly string[]): string {
  const kept: string[] = [];
  let bytes = 0;
  for (const word of new Set(words)) {
    bytes += Buffer.byteLength(word) + 1;
    if (bytes > LEXEME_BYTES) break;
    kept.push(word);
  }
  return kept.join(' ');
}

/** An expression of FTS5: all terms, and of each group of facets one. Every word stands in quotes, so none is syntax. */
export function matchExpression(terms: readonly SearchTerm[], groups: readonly (readonly string[])[]): string {
  const facets = groups.map((group) => `(${group.map((word) => `"${word}"`).join(' OR ')})`);
  const words = terms.map(({ words: list, prefix }) => `"${list.join(' ')}"${prefix ? ' *' : ''}`);
  return [...facets, ...words].join(' AND ');
}

/** Conditions on `run_texts` in PostgreSQL: words by the index, their order by the text. */
export function textConditions(terms: readonly SearchTerm[]): { where: string; values: string[] } {
  const query = terms.map(({ words, prefix }) =>
    words.map((word, at) => `'${word}'${prefix && at === words.length - 1 ? ':*' : ''}`).join(' & '),
  );
  const phrases = terms.filter(({ words }) => words.length > 1);
  return {
    where: ['lexemes @@ CAST(? AS tsquery)', ...phrases.map(() => 'words LIKE ?')].join(' AND '),
    values: [query.join(' & '), ...phrases.map(({ words, prefix }) => `% ${words.join(' ')}${prefix ? '' : ' '}%`)],
  };
}

/** The facet words of a run, of the values of its index. */
export function facetsOf(values: Readonly<Record<string, string | readonly string[]>>): string[] {
  return Object.entries(values).flatMap(([field, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => facetWord(field, one)),
  );
}
