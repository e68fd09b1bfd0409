import 'server-only';
import { ledgerReconciler } from '../assistants.ts';
import { python } from '../call-drafts.ts';
import type { Story } from '../story.ts';
import { month } from './calendar.ts';

/** Seconds between the wish to cancel and the end: the code could not be interrupted. */
const LINGERS = 544;

/** A run that somebody cancelled while its code ran; it stops when its successor in the next slot is cancelling. */
export const cancellingStory: Story = {
  look: ['Tn3G', 'e9Vj'],
  metadata: { ledger: 'main', period: 'previous month' },
  tell(thread) {
    const { name, iso } = month(thread.day, 2);
    thread.ask(`Re-run ${name} with the corrected exchange rates`, { metadata: { author: 'Yusuf Adler' } });
    thread.run(ledgerReconciler, { look: ['p6Zt', 'sDj2'], metadata: { attempt: '2' } }, (run) => {
      run.message(4, `I’ll load the corrected rates and value every ${name} entry in foreign currency again.`);
      const rates = `# corrected rates
rates = pd.read_csv("/mnt/data/ecb_corrected_${iso}.csv", index_col="date", parse_dates=True)
print(rates.shape, rates.isna().sum().sum())`;
      run.calls(4, 3, [python(rates, ['(30, 31) 0'])]);
      const revalue = `# revalue all entries
book = load_ledger("${iso}")
for row in book.foreign.itertuples():
    book.revalue(row.Index, rates.at[row.date, row.currency])
book.report()`;
      run.calls(6, 35 + LINGERS - 5, [python(revalue, [])]);
      run.cancel(LINGERS);
    });
  },
};
