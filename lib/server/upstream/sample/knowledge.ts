import 'server-only';
import type { JsonObject } from '../../../domain/json.ts';
import { bytesOf } from './file-bytes.ts';
import { plainId } from './ids.ts';
import { apiReference, migrationGuide, webhookGuide } from './knowledge-api.ts';
import { helpCentre, refundPolicy } from './knowledge-help.ts';
import type { FilePlan } from './plan.ts';
import { seeded } from './random.ts';
import type { WireSearchResult } from './wire.ts';

/** A text in a vector store, in the pieces that a search finds. */
export interface SearchableFile extends FilePlan {
  chunks: readonly string[];
}

function known(name: string, createdAt: string, chunks: readonly string[]): SearchableFile {
  return {
    id: plainId('file-', name, 22),
    name,
    createdAt: Date.parse(createdAt) / 1000,
    purpose: 'assistants',
    chunks,
    bytes: bytesOf(() => `${chunks.join('\n\n')}\n`),
  };
}

/** Files that assistants have had all along; the same ids every day. */
export const helpFile = known('help_centre.md', '2026-09-04T10:12:00Z', helpCentre);
export const policyFile = known('refund_policy_2026.md', '2026-06-09T11:58:31Z', refundPolicy);
export const apiFile = known('api_reference_v3.md', '2026-10-12T08:00:09Z', apiReference);
export const migrationFile = known('migration_v2_to_v3.md', '2026-10-12T08:00:11Z', migrationGuide);
export const webhookFile = known('webhooks.md', '2026-10-12T08:00:14Z', webhookGuide);

export const KNOWLEDGE: readonly SearchableFile[] = [helpFile, policyFile, apiFile, migrationFile, webhookFile];

/** A piece of a file as a search returns it. The score gets the digits that rankers print. */
export function hit(
  file: { id: string; name: string; chunks: readonly string[] },
  chunk: number,
  score: number,
  attributes: JsonObject = {},
): WireSearchResult {
  const digits = seeded(`${file.name} ${chunk} ${score}`).next() * 0.004;
  const text = file.chunks[chunk];
  if (text === undefined) throw new Error(`${file.name} has no chunk ${chunk}`);
  return {
    file_id: file.id,
    file_name: file.name,
    score: Number((score + digits).toPrecision(16)),
    attributes,
    content: [{ type: 'text', text }],
  };
}
