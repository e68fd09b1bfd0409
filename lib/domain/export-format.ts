/** How runs leave Runlens: a lossless bundle, a text for people and models, one object of the source a line. */
export const EXPORT_FORMATS = ['json', 'md', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** At most so many runs leave in one file. */
export const MOST_EXPORTED = 500;

/** Tokens that the Markdown of one run may take, as `CHARACTERS_A_TOKEN` estimates them. */
export const TOKEN_BUDGET = { least: 500, usual: 8_000, most: 200_000 } as const;

/** Characters (UTF-16 units) that count as one token. Tokenizers differ; English text has about four. */
export const CHARACTERS_A_TOKEN = 4;

/** What belongs behind the name of an exported file. */
export const EXPORT_ENDINGS: Record<ExportFormat, string> = { json: '.runlens.json', md: '.md', jsonl: '.jsonl' };
