import 'server-only';
import { churnAnalyst } from '../assistants.ts';
import { python } from '../call-drafts.ts';
import type { Story } from '../story.ts';
import { month } from './calendar.ts';

/** A run that stays in the queue until its successor in the next slot is queued too; then it is done in seconds. */
export const queuedStory: Story = {
  look: ['Bq5t', 'y0Lm'],
  metadata: { customer: 'Northwind Analytics', topic: 'trials' },
  tell(thread) {
    const last = month(thread.day, 2);
    const before = month(thread.day, 3);
    thread.ask(`Compare ${last.name} trial conversions with the ${before.name} cohort`, {
      metadata: { author: 'Mara Lindqvist' },
    });
    const metadata = { trigger: 'schedule', cohort: last.iso };
    thread.run(churnAnalyst, { look: ['M0pY', 'XdQh'], queued: 545, metadata }, (run) => {
      const code = `# trial conversions by cohort
trials = events[events.kind == "trial_started"]
paid = events[events.kind == "first_payment"].groupby("account").ts.min()
for month in ["${before.iso}", "${last.iso}"]:
    cohort = trials[trials.ts.dt.strftime("%Y-%m") == month].account
    done = cohort.isin(paid.index).sum()
    print(month, len(cohort), done, f"{100 * done / len(cohort):.1f} %")`;
      const started = [612, 574].map((size) => size + thread.random.int(0, 40));
      const shares = [18.4, 21.1].map((share) => share + thread.random.int(-9, 9) / 10);
      const lines = [before, last].map(({ iso }, i) => {
        const done = Math.round(((started[i] ?? 0) * (shares[i] ?? 0)) / 100);
        return `${iso} ${started[i]} ${done} ${((100 * done) / (started[i] ?? 1)).toFixed(1)} %`;
      });
      run.calls(3, 4, [python(code, [lines.join('\n')])]);
      run.message(
        5,
        `${last.name} converted better than ${before.name}: ${lines[1]?.split(' ').slice(3).join(' ')} against ${lines[0]?.split(' ').slice(3).join(' ')}, counted per account that started a trial in the month. Trials of the last two weeks may still convert.`,
      );
    });
  },
};
