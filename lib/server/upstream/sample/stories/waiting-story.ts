import 'server-only';
import { refundDesk } from '../assistants.ts';
import { call, search } from '../call-drafts.ts';
import { hit, policyFile } from '../knowledge.ts';
import { cite, prose } from '../message-text.ts';
import type { Story } from '../story.ts';
import { isoDay } from './calendar.ts';

/** From the request for outputs to their arrival, where they arrive: until the successor in the next slot waits as well. */
const ANSWERED_AFTER = 570;

/** A run that waits for two functions. In every other slot nobody answers and it expires after ten minutes. */
export const waitingStory: Story = {
  look: ['h8Rd', 'nS4w'],
  metadata: { channel: 'e-mail' },
  tell(thread) {
    const order = String(48_213 + (thread.slot % 700));
    const [first, second] = ['7Q04', '7Q05'].map((head) => `NW${head}${order}DE`);
    thread.ask(`Refund order ${order}, the second parcel never arrived`, { metadata: { author: 'Tomasz Wren' } });
    thread.run(refundDesk, { look: ['h3Xv', 'fGua'], metadata: { order } }, (run) => {
      run.calls(2, 1, [search([hit(policyFile, 0, 0.86), hit(policyFile, 4, 0.41)])]);
      run.calls(2, 2, [call('get_order', { order_id: order }, orderOf(order, thread.day, [first, second]))]);
      run.message(
        3,
        prose(
          `Order ${order} was sent in two parcels. Only the items of the missing one can be refunded.`,
          cite(policyFile, '2:0'),
          ' I’ll check what the carrier says about both.',
        ),
      );
      const answered = thread.slot % 2 === 0;
      const tracked = [first, second].map((number, i) =>
        call(
          'get_tracking',
          { carrier: 'dpx', tracking_number: number ?? '' },
          answered ? events(i, thread.day) : null,
        ),
      );
      run.calls(2, ANSWERED_AFTER, tracked);
      if (!answered) return run.expire();
      run.message(
        4,
        prose(
          'The first parcel was handed over. For the second the carrier has recorded nothing since dispatch eleven working days ago, so it counts as lost.',
          cite(policyFile, '2:0'),
          ' I’ve prepared a refund of $83.43 for its two items and their share of the shipping cost.',
        ),
      );
    });
  },
};

function orderOf(order: string, day: number, parcels: (string | undefined)[]) {
  return {
    id: order,
    placed_on: isoDay(day, -19),
    currency: 'USD',
    total: 21_730,
    lines: [
      { sku: 'NA-SENSOR-4', quantity: 2, amount: 12_900, parcel: parcels[0] ?? '' },
      { sku: 'NA-HUB-2', quantity: 1, amount: 6900, parcel: parcels[1] ?? '' },
      { sku: 'NA-CABLE-2M', quantity: 1, amount: 1140, parcel: parcels[1] ?? '' },
    ],
    shipping: 790,
    refunded: 0,
  };
}

function events(parcel: number, day: number): string {
  const sent = { at: `${isoDay(day, -17)}T16:20:00Z`, code: 'handed_over_to_carrier', place: 'Hannover' };
  const arrived = { at: `${isoDay(day, -14)}T10:02:00Z`, code: 'delivered', place: 'Bremen', signed_by: 'neighbour' };
  return JSON.stringify({ events: parcel === 0 ? [arrived, sent] : [sent], estimated: null });
}
