import 'server-only';
import { search } from '../call-drafts.ts';
import { apiFile, hit, migrationFile, webhookFile } from '../knowledge.ts';
import { cite, prose } from '../message-text.ts';
import type { Case } from './cases.ts';

const ranking = { ranker: 'default_2024_08_21', score_threshold: 0.25 };

/** Questions that Docs Answerer answers in one or two runs. */
export const docsCases: readonly Case[] = [
  {
    author: 'docs-site',
    turns: [
      {
        ask: 'How do I rotate a signing secret without dropping webhooks?',
        settings: { metadata: { page: '/docs/webhooks' } },
        tell(run) {
          run.calls(1, 1, [
            search([hit(webhookFile, 0, 0.96), hit(webhookFile, 1, 0.77), hit(migrationFile, 4, 0.52)], ranking),
          ]);
          run.message(
            4,
            prose(
              'Keep two secrets active while you deploy:\n\n1. `POST /v3/webhook_endpoints/{id}/secrets` creates the second secret.',
              cite(webhookFile, '0:0'),
              '\n2. Deploy it. Until you revoke the old one, `Northwind-Signature` holds two values; accept a delivery if any of them verifies.',
              cite(webhookFile, '0:0'),
              '\n3. Revoke the old secret.\n\nVerify over the raw body and compare in constant time.',
              cite(webhookFile, '0:1'),
            ),
          );
        },
      },
      {
        ask: 'And how old may the timestamp be?',
        settings: { metadata: { page: '/docs/webhooks' }, reasoning_effort: 'low' },
        tell(run) {
          run.message(2, prose('Reject a timestamp older than five minutes.', cite(webhookFile, '0:1')));
        },
      },
    ],
  },
  {
    author: 'docs-site',
    turns: [
      {
        ask: 'Does the sandbox rate limit apply per key or per organisation?',
        settings: { metadata: { page: '/docs/rate-limits' } },
        tell(run) {
          run.calls(1, 1, [search([hit(apiFile, 0, 0.94)], ranking)]);
          run.message(
            2,
            prose(
              'Per organisation. The numbers are the same as in production, 100 requests per 10 seconds and 5,000 per hour, but in the sandbox all keys of an organisation share them.',
              cite(apiFile, '0:0'),
            ),
          );
        },
      },
    ],
  },
  {
    author: 'docs-site',
    turns: [
      {
        ask: 'What happens to a bulk import when line 4,000 of 10,000 is wrong?',
        settings: { metadata: { page: '/docs/imports' }, reasoning_effort: 'high' },
        tell(run) {
          run.calls(2, 1, [search([hit(apiFile, 4, 0.9), hit(apiFile, 1, 0.49)], ranking)]);
          run.message(
            4,
            prose(
              'Line 4,000 is listed in `errors` with its number; the other 9,999 lines are kept.',
              cite(apiFile, '0:0'),
              ' Send the corrected line in a new import. It waits until the first one is done, because imports of one workspace run one after another.',
              cite(apiFile, '0:0'),
            ),
          );
        },
      },
    ],
  },
  {
    author: 'docs-site',
    turns: [
      {
        ask: 'Is `to` inclusive when I query events?',
        settings: { metadata: { page: '/docs/events' } },
        tell(run) {
          run.calls(1, 0, [search([hit(apiFile, 5, 0.93)], ranking)]);
          run.message(
            2,
            prose(
              'No. `from` is inclusive, `to` is exclusive.',
              cite(apiFile, '0:0'),
              ' For all of October ask `from=2026-10-01&to=2026-11-01`; a date without a time means midnight in the time zone of the workspace.',
              cite(apiFile, '0:0'),
            ),
          );
        },
      },
    ],
  },
  {
    author: 'docs-site',
    turns: [
      {
        ask: 'Until when does v2 work, and can I mix it with v3?',
        settings: { metadata: { page: '/docs/migration' }, response_format: { type: 'text' } },
        tell(run) {
          run.calls(1, 1, [search([hit(migrationFile, 0, 0.95), hit(migrationFile, 1, 0.47)], ranking)]);
          run.message(
            3,
            prose(
              'Version 2 is answered until 30 June 2027. Both versions work on the same data, so you can move endpoint by endpoint by sending `Northwind-Version: 3` with single requests.',
              cite(migrationFile, '0:0'),
              ' Mind the ids while you mix them: v3 uses strings with a prefix.',
              cite(migrationFile, '0:1'),
            ),
          );
        },
      },
    ],
  },
  {
    author: 'docs-site',
    turns: [
      {
        ask: 'I sent the same Idempotency-Key with another body. Which of the two counts?',
        settings: { metadata: { page: '/docs/idempotency' } },
        tell(run) {
          run.calls(1, 1, [search([hit(apiFile, 3, 0.97)], ranking)]);
          run.message(
            2,
            prose(
              'The first. The second was refused with `422 idempotency_mismatch` and changed nothing.',
              cite(apiFile, '0:0'),
              ' Answers are kept for 48 hours; after that the key is free again.',
            ),
          );
        },
      },
    ],
  },
];
