import 'server-only';
import { docsAnswerer } from '../assistants.ts';
import { search } from '../call-drafts.ts';
import { apiFile, hit, migrationFile, webhookFile } from '../knowledge.ts';
import { cite, type Mark, prose } from '../message-text.ts';
import type { RunBuilder } from '../run-builder.ts';
import type { Story } from '../story.ts';

const pieces: (string | Mark)[] = [
  '# Migrating from v2 to v3\n\nVersion 2 is answered until **30 June 2027**. Both versions read and write the same data; send `Northwind-Version: 3` per request and move endpoint by endpoint.',
  cite(migrationFile, '0:0'),
  '\n\n## 1. Identifiers\n\nNumeric ids became strings with a prefix.',
  cite(migrationFile, '0:1'),
  ' Store them as text. Old ids are mapped with:\n\n```http\nGET /v3/resolve?id=4711&type=account\nNorthwind-Version: 3\n```\n\nForeign keys in exports are strings as well, so widen the columns of your warehouse before you switch the exports.\n\n## 2. Amounts\n\nAmounts are integers in the smallest unit of the currency: `19.00` became `1900`. JPY and KRW are unchanged.',
  cite(migrationFile, '0:2'),
  ' Search your code for places that multiply or divide by 100; they are wrong twice now.\n\n## 3. Lists\n\n`page` and `per_page` are gone.',
  cite(migrationFile, '0:3'),
  '\n\n```python\ncursor = None\nwhile True:\n    page = client.events.list(cursor=cursor, limit=200)\n    handle(page.items)\n    cursor = page.next_cursor\n    if cursor is None:\n        break\n```\n\nCursors stay valid for 24 hours and may repeat objects that changed meanwhile.',
  cite(apiFile, '0:4'),
  ' `total` is no longer computed; ask `/count` where a screen shows it.\n\n## 4. Webhooks\n\nThe signature moved to `Northwind-Signature` (SHA-256) and may hold several values, separated by commas.',
  cite(migrationFile, '0:5'),
  ' Verify over the raw body.',
  cite(webhookFile, '0:6'),
];

const rest: (string | Mark)[] = [
  ' Events carry the whole object instead of the changed fields, so handlers that merged changes can simply replace.\n\n## 5. Errors\n\n`409 conflict` now means that the object changed since it was read: read it again and repeat the write with the new `etag`.\n\n## Order of work\n\n1. Widen id columns.\n2. Accept both webhook signatures.\n3. Switch reads, then writes.\n4. Remove the header once v2 is gone.',
];

/** A guide that runs into its token limit, and the run with a higher one. */
export const guideStory: Story = {
  metadata: { surface: 'docs-site' },
  tell(thread) {
    const about = { metadata: { author: 'docs-site', page: '/docs/migration' } };
    thread.ask(
      thread.either(
        'Write the full migration guide from v2 to v3, with every breaking change',
        'I need one page that takes a team from v2 to v3, nothing left out',
      ),
      about,
    );
    const settings = { reasoning_effort: 'low', temperature: 1 };
    thread.run(docsAnswerer, { ...settings, max_completion_tokens: 640, metadata: { attempt: '1' } }, (run) => {
      find(run);
      run.message(36, prose(...pieces, ' Deliveries are signed with'), { usage: [2284, 576, 1536, 0] });
      run.incomplete('max_completion_tokens');
    });
    thread.wait(45);
    thread.run(docsAnswerer, { ...settings, max_completion_tokens: 4096, metadata: { attempt: '2' } }, (run) => {
      find(run);
      run.message(41, prose(...pieces, ...rest), { usage: [2904, 806, 1920, 64] });
    });
    thread.wait(180);
    thread.ask('Only the headings, as a list of 16 tokens at most.', about);
    // Recorded in 2024: completed, yet with incomplete_details, and with the wrong reason in it.
    thread.run(
      docsAnswerer,
      { flavour: '2024', model: 'gpt-4', reasoning_effort: null, max_completion_tokens: 16, max_prompt_tokens: 256 },
      (run) => {
        run.message(1, 'Identifiers, amounts, lists, webhooks, err', { usage: [241, 16] });
        run.end('completed', { incompleteDetails: { reason: 'max_prompt_tokens' } });
      },
    );
  },
};

function find(run: RunBuilder): void {
  const found = [
    search(
      [0, 1, 2, 3]
        .map((chunk) => hit(migrationFile, chunk, 0.9 - chunk * 0.03))
        .concat([hit(apiFile, 2, 0.63), hit(migrationFile, 4, 0.6), hit(webhookFile, 1, 0.55)]),
      { ranker: 'default_2024_08_21', score_threshold: 0.25 },
    ),
  ];
  run.calls(3, 1, found, { usage: [1186, 64] });
}
