import 'server-only';
import { ledgerReconciler } from '../assistants.ts';
import { python } from '../call-drafts.ts';
import type { Story } from '../story.ts';
import { dollars, month } from './calendar.ts';

/** With the first and the last message 400 steps. */
const BATCHES = 199;

/** A night's work: 400 steps, many of them within one second. */
export const longRunStory: Story = {
  metadata: { ledger: 'main', job: 'nightly-settlements' },
  tell(thread) {
    const { name, iso } = month(thread.day);
    thread.ask(
      `Match all card settlements of ${name} with the ledger, batch by batch. There are ${BATCHES} batches; go on when one fails.`,
      {
        metadata: { author: 'scheduler' },
      },
    );
    const left: number[] = [];
    thread.run(ledgerReconciler, { lasts: 7200, metadata: { job: 'nightly-settlements', attempt: '1' } }, (run) => {
      run.message(3, `I’ll take the ${BATCHES} batches of ${name} in order and note what is left of each.`);
      for (let batch = 1; batch <= BATCHES; batch++) {
        const size = thread.random.int(18, 64);
        const rest = thread.random.int(0, 11) === 0 ? thread.random.int(1, 3) : 0;
        if (rest > 0) left.push(batch);
        const amount = dollars(size * thread.random.int(1900, 8800));
        const code = `# batch ${batch} of ${BATCHES}\nb = batch("${iso}", ${batch})\nprint(match(b))`;
        const logs =
          rest > 0
            ? `${size} payments, ${amount}\n${rest} left: ${payments(rest, batch)}`
            : `${size} payments, ${amount}, all matched`;
        run.calls(
          thread.random.int(1, 3),
          thread.random.int(1, 3),
          [python(code, [logs])],
          batch === 40 ? { usage: null } : {},
        );
        run.message(
          batch % 3 === 0 ? 1 : 0,
          rest > 0 ? `Batch ${batch}: ${rest} left, kept for later.` : `Batch ${batch} is done.`,
        );
      }
      run.message(6, `All ${BATCHES} batches are done. ${left.length} of them have payments left: ${left.join(', ')}.`);
    });
    thread.wait(60);
    thread.ask('Which of them need a person?', { metadata: { author: 'scheduler' } });
    thread.run(ledgerReconciler, { lasts: 7200 }, (run) => {
      run.calls(4, 6, [
        python('print(explain(left_over))', [`${left.length} batches: acquirer fee ${left.length - 2}, chargeback 2`]),
      ]);
      run.message(
        3,
        'Two: the ones with a chargeback. The fees are explained by the statement that arrives on the third working day.',
      );
    });
  },
};

function payments(rest: number, batch: number): string {
  return Array.from({ length: rest }, (_, i) => `pay_${9000 + batch * 7 + i}`).join(', ');
}
