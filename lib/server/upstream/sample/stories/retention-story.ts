import 'server-only';
import { churnAnalyst } from '../assistants.ts';
import { python } from '../call-drafts.ts';
import { NRR_BY_PLAN } from '../chart-bytes.ts';
import { bytesOf, fromBase64 } from '../file-bytes.ts';
import { fileLink, prose } from '../message-text.ts';
import type { RunBuilder } from '../run-builder.ts';
import type { Story } from '../story.ts';
import { bold, green, yellow } from './ansi.ts';

const picture = bytesOf(() => fromBase64(NRR_BY_PLAN));

const load = `# revenue by account and quarter
rev = pd.read_parquet("/mnt/data/revenue.parquet")
rev = rev.pivot_table(index=["account", "plan"], columns="quarter", values="mrr", aggfunc="last").fillna(0)
print(rev.shape, list(rev.columns[-6:]))`;

const retention = `# net revenue retention by plan
nrr = {}
for q, year_before in zip(quarters[-6:], quarters[-10:-4]):
    base = rev[rev[year_before] > 0]
    nrr[q] = 100 * base.groupby("plan")[q].sum() / base.groupby("plan")[year_before].sum()
nrr = pd.DataFrame(nrr).round(0).astype(int)
print(nrr.to_string())

ax = plot_lines(nrr, "Net revenue retention by plan, last six quarters")
ax.figure.savefig("nrr_by_plan.png", dpi=100)
plt.show()
print("weights, share of revenue:")
print(share.round(2).to_string())
ax.figure.savefig("nrr_by_plan_print.png", dpi=100, facecolor="white")
plt.show()
nrr.to_csv("nrr_by_plan.csv")
print("saved nrr_by_plan.csv")`;

const table = `            Q2 25  Q3 25  Q4 25  Q1 26  Q2 26  Q3 26
Enterprise    112    113    115    114    116    117
Business      106    107    107    108    107    106
Team          101    102    101    102    101     99
Starter        94     94     95     95     94     88`;

const csv =
  'plan,Q2 25,Q3 25,Q4 25,Q1 26,Q2 26,Q3 26\nEnterprise,112,113,115,114,116,117\nBusiness,106,107,107,108,107,106\nTeam,101,102,101,102,101,99\nStarter,94,94,95,95,94,88\n';

/** Net revenue retention: a try that the rate limit ends, the retry with logs and images in turns, a follow-up. */
export const retentionStory: Story = {
  metadata: { customer: 'Northwind Analytics', topic: 'board-deck', opened_by: 'Jonas Ekberg' },
  tell(thread) {
    thread.ask(
      thread.either(
        'Net revenue retention by plan for the board deck, last six quarters',
        'Net revenue retention by plan, six quarters, with a chart for the investor letter',
      ),
      {
        metadata: { author: 'Jonas Ekberg' },
      },
    );
    thread.run(churnAnalyst, { look: ['2LwE', 'Hd1P'], metadata: { trigger: 'dashboard' } }, (run) => {
      begin(run);
      run.calls(3, 0, [python('# net revenue retention by plan\n', [])]);
      run.fail(
        'rate_limit_exceeded',
        'Rate limit reached for gpt-4.1 in organization org-Nw7uVb2kQ0xA on tokens per min (TPM): Limit 30000, Used 29310, Requested 3870. Please try again in 6.36s.',
      );
    });
    thread.wait(95);
    thread.run(churnAnalyst, { metadata: { trigger: 'retry' } }, (run) => {
      begin(run);
      const chart = run.file('nrr_by_plan.png', picture);
      const print = run.file('nrr_by_plan_print.png', picture);
      const numbers = run.file(
        'nrr_by_plan.csv',
        bytesOf(() => csv),
      );
      const shares = `${bold('weights, share of revenue:')}\nEnterprise    0.62\nBusiness      0.24\nTeam          0.08\nStarter       0.06`;
      run.calls(3, 4, [python(retention, [table, chart, shares, print, green('saved nrr_by_plan.csv')])]);
      run.message(
        4,
        prose(
          'Net revenue retention of all plans together is **111 %** in Q3 2026. Enterprise carries it (117 %); **Starter fell to 88 %**, the first quarter below 90 in the six shown, and Team dropped below 100 for the first time.\n\nFormula: revenue in the quarter from accounts that had revenue in the same quarter a year before, divided by their revenue then. The numbers are in ',
          fileLink(numbers, 'nrr_by_plan.csv'),
          '.',
        ),
        { parts: [{ type: 'image_file', image_file: { file_id: chart.id } }] },
      );
    });
    thread.wait(240);
    thread.ask('One sentence for the slide, please.', { metadata: { author: 'Jonas Ekberg' } });
    thread.run(
      churnAnalyst,
      { metadata: { trigger: 'chat' }, max_completion_tokens: 120, tool_choice: 'none' },
      (run) => {
        run.message(
          2,
          'Existing customers spend 11 % more than a year ago; Enterprise grew to 117 %, while the July price change took Starter to 88 %.',
        );
      },
    );
  },
};

function begin(run: RunBuilder): void {
  run.calls(2, 2, [
    python(load, [
      `${yellow('UserWarning: 14 accounts without a plan were dropped')}\n(4798, 10) ['2025Q2', '2025Q3', '2025Q4', '2026Q1', '2026Q2', '2026Q3']`,
    ]),
  ]);
  run.message(1, 'The file has ten quarters, enough for six year-on-year comparisons.');
  run.calls(2, 1, [
    python('print(rev.groupby("plan").size().to_string())', [
      'plan\nBusiness       905\nEnterprise     391\nStarter       1861\nTeam          1641',
    ]),
  ]);
}
