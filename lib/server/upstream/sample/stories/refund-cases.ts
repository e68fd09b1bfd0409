import 'server-only';
import { call, search } from '../call-drafts.ts';
import { hit, policyFile } from '../knowledge.ts';
import { cite, prose } from '../message-text.ts';
import type { Case } from './cases.ts';

const decision = {
  type: 'json_schema',
  json_schema: {
    name: 'refund_decision',
    strict: true,
    schema: {
      type: 'object',
      properties: {
        decision: { type: 'string', enum: ['refund', 'replace', 'decline', 'ask'] },
        amount: { type: 'integer' },
        policy: { type: 'string' },
        answer: { type: 'string' },
      },
      required: ['decision', 'amount', 'policy', 'answer'],
      additionalProperties: false,
    },
  },
};

/** Requests that Refund Desk settles. */
export const refundCases: readonly Case[] = [
  {
    author: 'Tomasz Wren',
    turns: [
      {
        ask: 'I was charged twice for order 47790',
        settings: { metadata: { order: '47790' } },
        tell(run) {
          run.calls(1, 1, [search([hit(policyFile, 3, 0.9), hit(policyFile, 4, 0.37)])]);
          const payments = [
            { id: 'pay_8812', amount: 5400, state: 'captured', at: '10:14:09' },
            { id: 'pay_8813', amount: 5400, state: 'pending', at: '10:14:31' },
          ];
          run.calls(1, 2, [call('get_order', { order_id: '47790' }, { id: '47790', total: 5400, payments })]);
          run.message(
            3,
            prose(
              'Only one of the two is a payment. The second, 22 seconds later, is pending: the bank releases it by itself within seven days.',
              cite(policyFile, '0:0'),
              ' If it is captured after all, the later one is refunded without a request.',
              cite(policyFile, '0:0'),
            ),
          );
        },
      },
    ],
  },
  {
    author: 'Lena Marquardt',
    turns: [
      {
        ask: 'The hub arrived with a cracked case. Photo attached.',
        asked: {
          parts: [
            {
              type: 'image_url',
              image_url: { url: 'https://uploads.northwind.example/claims/48102/hub-front.jpg', detail: 'low' },
            },
          ],
        },
        settings: { metadata: { order: '48102' }, parallel_tool_calls: false },
        tell(run) {
          run.calls(1, 1, [search([hit(policyFile, 1, 0.92)])]);
          const lines = [{ sku: 'NA-HUB-2', quantity: 1, amount: 6900 }];
          run.calls(1, 1, [call('get_order', { order_id: '48102' }, { id: '48102', total: 7690, lines })]);
          const refund = { order_id: '48102', amount: 6900, reason: 'damaged', note: 'Cracked case, photo received' };
          run.calls(2, 3, [
            call('issue_refund', refund, { refund: 're_20931', state: 'issued', arrives_within_days: 5 }),
          ]);
          run.message(
            3,
            prose(
              'The photo is enough. I’ve refunded $69.00 today; it takes three to five working days to appear on the card.',
              cite(policyFile, '0:0'),
              ' The hub costs more than $40, so please send it back with the label that comes by e-mail.',
              cite(policyFile, '0:0'),
            ),
          );
        },
      },
    ],
  },
  {
    author: 'Tomasz Wren',
    turns: [
      {
        ask: 'Customer closed the card that the refund for order 46655 went to. Decide and answer as JSON.',
        settings: { metadata: { order: '46655' }, response_format: decision, temperature: 0 },
        tell(run) {
          run.calls(1, 1, [search([hit(policyFile, 4, 0.88)])]);
          run.message(
            3,
            '{"decision":"ask","amount":3990,"policy":"7.2","answer":"Please name a bank account in your own name. A person checks the name, then we send the $39.90 there."}',
          );
        },
      },
    ],
  },
  {
    author: 'Lena Marquardt',
    turns: [
      {
        ask: 'The replacement for order 47002 is late as well. Can we do something nice?',
        settings: { metadata: { order: '47002' } },
        tell(run) {
          run.calls(1, 1, [search([hit(policyFile, 5, 0.83), hit(policyFile, 0, 0.45)])]);
          const note = 'Sorry for the second delay';
          const refund = { order_id: '47002', amount: 2500, reason: 'goodwill', note };
          run.calls(1, 4, [call('issue_refund', refund, { refund: 're_20934', state: 'issued' })]);
          run.message(
            2,
            prose(
              'Yes: up to $25 per customer and quarter without approval when the reason is our fault.',
              cite(policyFile, '0:0'),
              ' I’ve issued $25.00.',
            ),
          );
        },
      },
    ],
  },
];
