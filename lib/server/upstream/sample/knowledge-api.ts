import 'server-only';

/** Pieces of the API reference. */
export const apiReference: readonly string[] = [
  '## Rate limits\n\nLimits count per API key: 100 requests per 10 seconds and 5,000 per hour. In the sandbox the limits are the same, but they are shared by all keys of an organisation. Every response carries `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset` (seconds).',
  '## Errors\n\n`409 conflict` means that the object changed since it was read. Read it again and repeat the write with the new `etag`. `422 unprocessable` names the offending field in `error.path`; the request was not partially applied.',
  '## Pagination\n\nLists return at most 200 objects. Pass `cursor` from `next_cursor` to continue. Cursors stay valid for 24 hours and do not skip objects that were created while paging; they may repeat objects that were changed.',
  '## Idempotency\n\nSend `Idempotency-Key` with any write. The first answer is kept for 48 hours and returned again for the same key and body. The same key with another body answers `422 idempotency_mismatch`.',
  '## Bulk import\n\nPOST /v3/imports takes up to 50 MB of NDJSON. Lines that fail are listed in `errors` with their line number; the others are kept. Imports of one workspace run one after another.',
  '## Time filters\n\n`from` is inclusive and `to` is exclusive. Both take RFC 3339 with an offset. A date without a time means midnight in the time zone of the workspace.',
];

/** Pieces of the migration guide from version 2 to version 3. */
export const migrationGuide: readonly string[] = [
  '# Moving from v2 to v3\n\nVersion 2 is answered until 30 June 2027. Both versions read and write the same data, so that a migration can be done endpoint by endpoint. Send `Northwind-Version: 3` to opt in per request.',
  '## Breaking changes: identifiers\n\nNumeric ids became strings with a prefix (`acc_`, `evt_`, `inv_`). GET /v3/resolve?id=4711&type=account maps old ids. Foreign keys in exports are strings as well.',
  '## Breaking changes: amounts\n\nAmounts are integers in the smallest unit of the currency. `19.00` became `1900`. Currencies without minor unit (JPY, KRW) are unchanged.',
  '## Breaking changes: lists\n\n`page` and `per_page` are gone. Use `cursor`. `total` is no longer computed; ask `/count` where it is needed.',
  '## Breaking changes: webhooks\n\nThe signature moved from `X-NW-Signature` (SHA-1) to `Northwind-Signature` (SHA-256, several signatures separated by commas). Events carry the whole object instead of the changed fields.',
];

/** Pieces of the guide to webhooks. */
export const webhookGuide: readonly string[] = [
  '## Rotating a signing secret\n\nAn endpoint can have two active secrets. Create the new one with POST /v3/webhook_endpoints/{id}/secrets, deploy it, then revoke the old one. While both are active every delivery is signed with both, and `Northwind-Signature` holds two values. Accept a delivery if any value verifies.',
  '## Verifying a signature\n\nCompute HMAC-SHA-256 over `timestamp + "." + body`, with the raw body as received. Compare in constant time. Reject a timestamp older than five minutes.',
  '## Retries\n\nA delivery counts as failed when no 2xx answer arrives within 10 seconds. It is repeated after 1, 5, 30 minutes, then every 2 hours, 24 hours long. After three days with failures only, the endpoint is switched off and its owners get an e-mail.',
  '## Order of events\n\nOrder is not guaranteed. Use `sequence` per object, or fetch the object when an event arrives.',
];
