import 'server-only';
import { type ExportRequest, exportRequest } from '../../contract/export-schema.ts';
import { EXPORT_FORMATS, type ExportFormat, MOST_EXPORTED, TOKEN_BUDGET } from '../../domain/export-format.ts';
import { fail } from '../../domain/failure.ts';

/** 500 addresses of the longest ids and keys, with room for blanks (bytes). */
const MOST_BYTES = 1024 * 1024;

/** `format` (json unless said otherwise) and `budget` of an export's address. Throws `invalid_request`. */
export function readExportQuery(query: URLSearchParams): { format: ExportFormat; budget: number } {
  const format = EXPORT_FORMATS.find((name) => name === (query.get('format') ?? 'json'));
  if (!format) fail('invalid_request', `format is one of ${EXPORT_FORMATS.join(', ')}.`);
  const text = query.get('budget') ?? String(TOKEN_BUDGET.usual);
  const budget = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(budget >= TOKEN_BUDGET.least && budget <= TOKEN_BUDGET.most)) {
    fail('invalid_request', `budget is a number of tokens from ${TOKEN_BUDGET.least} to ${TOKEN_BUDGET.most}.`);
  }
  return { format, budget };
}

/** The body of an export of several runs. Throws `invalid_request`, `payload_too_large`. */
export async function readExportBody(request: Request): Promise<ExportRequest> {
  const parsed = exportRequest.safeParse(parse(await readText(request)));
  if (parsed.success) return parsed.data;
  return fail(
    'invalid_request',
    `The body is {"runs":[{"source","key"}…],"format"} with 1 to ${MOST_EXPORTED} runs and a format of ${EXPORT_FORMATS.join(', ')}.`,
  );
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) fail('payload_too_large', 'The body is larger than 1 MB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
