import 'server-only';
import { refundDesk } from '../assistants.ts';
import { call, search, unasked } from '../call-drafts.ts';
import { hit, policyFile } from '../knowledge.ts';
import { cite, prose } from '../message-text.ts';
import type { RunBuilder } from '../run-builder.ts';
import type { Story } from '../story.ts';

const customer = 'cus_5502';

/** Nobody answered the functions for ten minutes; the second try was answered at once. */
export const expiredStory: Story = {
  metadata: { channel: 'e-mail' },
  tell(thread) {
    const author = { author: 'Lena Marquardt' };
    thread.ask(
      thread.either(
        'Cancel my annual plan and refund the unused months',
        'Please end our yearly plan and pay back the months we will not use',
      ),
      { metadata: author },
    );
    thread.run(refundDesk, { look: ['t7Gq', 'hEsU'], metadata: { customer } }, (run) => {
      begin(run);
      run.calls(1, 0, [subscription(null)]);
      run.expire();
    });
    thread.wait(420);
    thread.run(refundDesk, { metadata: { customer, attempt: '2' } }, (run) => {
      begin(run);
      run.calls(1, 2, [
        subscription({ plan: 'team_annual', amount: 118_800, currency: 'USD', started: '2026-04-11', months_used: 8 }),
      ]);
      run.message(
        4,
        prose(
          'Your plan ends with this month. Four full months are unused; at one twelfth of $1,188.00 each that is **$396.00**.',
          cite(policyFile, '0:0'),
          ' The amount is above $200, so a person approves it today.',
          cite(policyFile, '0:0'),
        ),
      );
    });
    thread.wait(900);
    thread.ask('Approved. Please pay it out.', { metadata: { author: 'Tomasz Wren' } });
    thread.run(
      refundDesk,
      { metadata: { customer }, tool_choice: { type: 'function', function: { name: 'issue_refund' } } },
      (run) => {
        const refund = { order_id: 'sub_11874', amount: 39_600, reason: 'cancelled', note: 'Four unused months' };
        run.calls(2, 1, [call('issue_refund', refund, { refund: 're_20940', state: 'issued' })]);
        run.message(
          2,
          prose(
            '$396.00 is on its way to the original card; it takes three to five working days to appear.',
            cite(policyFile, '0:4'),
          ),
        );
      },
    );
  },
};

function begin(run: RunBuilder): void {
  run.calls(1, 1, [search([hit(policyFile, 2, 0.93), hit(policyFile, 4, 0.4)])]);
  run.message(1, 'I’ll look up the subscription to see which months are unused.');
}

function subscription(output: { [key: string]: string | number } | null) {
  return call('get_subscription', { customer, expand: ['payments', 'plan'] }, output);
}

/** Arguments that are no JSON, because the model reached its limit inside them; then the same request in two parts. */
export const brokenArgumentsStory: Story = {
  metadata: { channel: 'chat' },
  tell(thread) {
    thread.ask(
      'Order 48213 arrived without 14 of its items. Refund all of them and list every item with its own note.',
      {
        metadata: { author: 'Lena Marquardt' },
      },
    );
    thread.run(refundDesk, { max_completion_tokens: 160, metadata: { order: '48213' } }, (run) => {
      run.calls(1, 1, [search([hit(policyFile, 0, 0.72)])], { usage: [934, 31] });
      const cut =
        '{"order_id":"48213","amount":18840,"reason":"not_delivered","note":"14 items: NA-CABLE-2M (not delivered), NA-CABLE-5M (not delivered), NA-SENSOR-4 (not delivered), NA-BRACKET (not deliv';
      run.calls(6, 0, [unasked('issue_refund', cut)], { usage: [1264, 129, 1024] });
      run.incomplete('max_completion_tokens');
    });
    thread.wait(60);
    thread.ask('Then do the first seven now.', { metadata: { author: 'Lena Marquardt' } });
    thread.run(refundDesk, { metadata: { order: '48213' }, max_completion_tokens: 2048 }, (run) => {
      const refund = { order_id: '48213', amount: 9120, reason: 'not_delivered', note: 'Seven of fourteen items' };
      // Two calls in one step; the second answer is an error that the function returned as text.
      run.calls(2, 2, [
        call('issue_refund', refund, { refund: 're_20951', state: 'issued' }),
        call('get_order', { order_id: '48213' }, 'Error: timeout of 2000ms exceeded'),
      ]);
      run.calls(1, 1, [call('get_order', { order_id: '48213' }, { id: '48213', refunded: 9120, total: 21_730 })]);
      run.message(
        3,
        '$91.20 for the first seven items is on its way. The other seven are next; I’ll do them in a second refund so that each note fits.',
      );
    });
    thread.wait(30);
    thread.ask('ok', { metadata: { author: 'Lena Marquardt' } });
    thread.run(refundDesk, { metadata: { order: '48213' } }, (run) => {
      const refund = { order_id: '48213', amount: 9720, reason: 'not_delivered', note: 'The other seven items' };
      run.calls(2, 3, [unasked('issue_refund', refund)]);
      run.fail('server_error', 'The server had an error while processing your request. Sorry about that!');
    });
  },
};
