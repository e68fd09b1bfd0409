import { type ExportFormat, TOKEN_BUDGET } from '#lib/domain/export-format.ts';

/** What the formats are called, and what they are for. */
export const FORMAT_WORDS: Record<ExportFormat, { name: string; about: string }> = {
  json: { name: 'JSON bundle', about: 'Everything as it was received, with files' },
  md: {
    name: 'Markdown',
    about: `For people and models, up to ${TOKEN_BUDGET.usual.toLocaleString('en')} tokens`,
  },
  jsonl: { name: 'JSON Lines', about: 'One object of the source a line, without files' },
};
