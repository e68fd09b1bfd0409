import 'server-only';
import { docsAnswerer } from '../assistants.ts';
import { search, tool } from '../call-drafts.ts';
import { apiFile, hit, webhookFile } from '../knowledge.ts';
import { cite, prose } from '../message-text.ts';
import type { Story } from '../story.ts';

/** Shapes of earlier years: version 1 with `retrieval` and `file_ids`, spring 2024 with an empty `file_search`, results null and without text. */
export const legacyStory: Story = {
  metadata: { surface: 'docs-site', imported_from: 'v1' },
  tell(thread) {
    const page = { metadata: { author: 'docs-site' } };
    thread.ask('What does 409 mean?', { ...page, attach: [[apiFile, 'file_search']], flavour: 'v1' });
    const v1 = {
      flavour: 'v1' as const,
      model: 'gpt-4-1106-preview',
      tools: [{ type: 'retrieval' }],
      fileIds: [apiFile.id],
    };
    thread.run(docsAnswerer, v1, (run) => {
      run.calls(3, 2, [tool('retrieval', {})], { usage: null });
      run.message(
        4,
        prose(
          'The object changed since you read it. Read it again and repeat the write with the new `etag`.',
          cite(
            { id: apiFile.id, name: 'source' },
            '7',
            '`409 conflict` means that the object changed since it was read.',
          ),
        ),
        { usage: null },
      );
    });
    thread.wait(90);
    thread.ask('How often is a webhook delivery repeated?', page);
    const spring = {
      flavour: '2024' as const,
      model: 'gpt-4-turbo',
      tools: [{ type: 'file_search' }],
      instructions: null,
    };
    thread.run(docsAnswerer, spring, (run) => {
      run.calls(2, 2, [tool('file_search', {})]);
      run.message(
        5,
        prose(
          'After 1, 5 and 30 minutes, then every 2 hours, 24 hours long.',
          cite({ id: webhookFile.id, name: 'source' }, '2:0'),
        ),
      );
    });
    thread.wait(90);
    thread.ask('And when is the endpoint switched off?', page);
    thread.run(docsAnswerer, { response_format: { type: 'json_object' }, temperature: 0.7 }, (run) => {
      run.calls(2, 1, [search(null, { ranker: 'auto', score_threshold: 0.0 })]);
      const { content: _, ...withoutText } = hit(webhookFile, 2, 0.91);
      // The same piece twice, as rankers do.
      run.calls(1, 1, [
        search([withoutText, withoutText, hit(webhookFile, 2, 0.91)], { ranker: 'auto', score_threshold: 0.0 }),
      ]);
      run.message(
        2,
        '{"answer": "After three days with failures only. Its owners get an e-mail.", "source": "webhooks.md"}',
      );
    });
  },
};
