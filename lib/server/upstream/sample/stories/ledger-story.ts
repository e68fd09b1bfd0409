import 'server-only';
import type { JsonObject } from '../../../../domain/json.ts';
import { ledgerReconciler } from '../assistants.ts';
import { call, python } from '../call-drafts.ts';
import { UNMATCHED_OCTOBER } from '../chart-bytes.ts';
import { bytesOf, fromBase64 } from '../file-bytes.ts';
import { fileLink, prose } from '../message-text.ts';
import type { Story } from '../story.ts';
import { green, yellow } from './ansi.ts';

const picture = bytesOf(() => fromBase64(UNMATCHED_OCTOBER));

const notes = bytesOf(
  () => `Settlement notes, October 2026
==============================

- Acquirer A deducts its fee before paying out, acquirer B invoices it at the end of the month.
- Terminal 4417 was replaced on 20 October. Payments of the old terminal settled until 24 October.
- Chargebacks are booked on the day of the notice, not on the day of the payment.
- Differences up to 2 cents are rounding and are not investigated.

Contact for questions: finance desk, extension 212.
`,
);

const left: readonly (readonly [payment: number, day: number, amount: number, terminal: number, reason: string])[] = [
  [7731, 2, 18.4, 4402, 'never posted'],
  [7790, 5, 61, 4402, 'posted twice'],
  [7802, 9, 7.95, 4402, 'never posted'],
  [7811, 13, 61, 4402, 'posted twice'],
  [7844, 17, 129, 4409, 'chargeback'],
  ...[52.1, 38, 61.25, 19.9, 44.6, 73.15, 27.8, 55, 41].map(
    (amount, i) => [7852 + i * 3, 20 + Math.floor(i / 2), amount, 4417, 'old terminal'] as const,
  ),
];

const csv = bytesOf(() => {
  const lines = left.map(
    ([payment, day, amount, terminal, reason]) =>
      `pay_${payment},2026-10-${String(day).padStart(2, '0')},${amount.toFixed(2)},${terminal},${reason}`,
  );
  return `payment,date,amount,terminal,reason\n${lines.join('\n')}\n`;
});

const load = `# open payments of October
pay = load_settlements("2026-10")
led = load_ledger("2026-10", account="1360 card clearing")
open_ = pay[~pay.reference.isin(led.reference)]
print(len(pay), len(led), len(open_))`;

const fees = `# explained by acquirer fees?
open_["fee"] = open_.apply(expected_fee, axis=1)
match = open_.merge(led, left_on=open_.gross - open_.fee, right_on="amount", how="left")
explained = match.dropna(subset=["entry"])
print(len(explained), "explained,", len(open_) - len(explained), "left")
plot_open(open_, explained).savefig("unmatched_october.png")`;

const groups: readonly (readonly [title: string, code: string, logs: string])[] = [
  ['terminal 4417', 'left[left.terminal == 4417][["id", "date", "amount"]]', '9 payments, 20 – 24 Oct, $412.80'],
  ['posted twice', 'dupes(left, led, days=3)', 'pay_7790 and pay_7811 were posted twice'],
  ['chargebacks', 'left[left.id.isin(chargebacks.payment)]', 'pay_7844, notice of 28 Oct'],
  ['the rest', 'left[~left.id.isin(seen)][["id", "date", "amount"]]', 'pay_7731 $18.40\npay_7802 $7.95'],
];

/** Fourteen steps of a reconciliation on a self-hosted model, and a second run that somebody cancelled. */
export const ledgerStory: Story = {
  metadata: { ledger: 'main', period: '2026-10' },
  uploads: [{ name: 'settlement_notes.txt', tools: ['code_interpreter'], bytes: notes }],
  tell(thread) {
    const [file] = thread.uploads;
    const author = { author: 'Yusuf Adler' };
    thread.ask(
      thread.either(
        'Reconcile 14 unmatched card payments against the October ledger',
        '14 card payments of October are still open on the clearing account. Find out why.',
      ),
      {
        metadata: author,
        ...(file ? { attach: [[file, 'code_interpreter']] as const } : {}),
      },
    );
    thread.run(ledgerReconciler, { look: ['Kd0R', 'Hp5J'], metadata: { attempt: '1' }, lasts: 1800 }, (run) => {
      run.message(
        2,
        'I’ll load the settlements and the clearing account first, then explain the open payments group by group.',
      );
      run.calls(4, 3, [python(load, [`1318 1288 30\n${yellow('2 rows without a terminal id')}`])]);
      const chart = run.file('unmatched_october.png', picture);
      run.calls(5, 4, [python(fees, ['16 explained, 14 left', chart])]);
      run.message(3, 'Of 30 open payments 16 are explained by fees that acquirer A deducts. The 14 that are left:');
      for (const [title, code, logs] of groups) {
        run.calls(3, 2, [python(`# ${title}\nprint(show(${code}))`, [logs])]);
      }
      run.message(
        3,
        'All 14 have a reason now: nine from the old terminal 4417, two posted twice, one chargeback, two never posted.',
      );
      // Nothing was printed.
      run.calls(2, 1, [python('proposal = drafts(left, reasons)', [])]);
      const lines: JsonObject[] = [
        { account: '1360', debit: 41_280, memo: 'terminal 4417, 20 – 24 Oct' },
        { account: '1200', credit: 41_280, memo: 'terminal 4417, 20 – 24 Oct' },
      ];
      const journal = { date: '2026-10-31', memo: 'Card clearing, old terminal', lines };
      run.calls(3, 2, [call('post_journal', journal, { entry: 'J-2026-10-448', state: 'draft' })]);
      const posted: JsonObject[] = [
        { account: '1360', debit: 2635 },
        { account: '8400', credit: 2635 },
      ];
      const rest = { date: '2026-10-31', memo: 'Two payments never posted', lines: posted };
      run.calls(2, 2, [call('post_journal', rest, { entry: 'J-2026-10-449', state: 'draft' })]);
      const list = run.file('unmatched_october.csv', csv);
      run.calls(2, 1, [
        python('left.to_csv("unmatched_october.csv", index=False)\nprint(len(left), "rows")', [green('14 rows')]),
      ]);
      const answer = prose(
        'Reconciled. Drafts J-2026-10-448 and J-2026-10-449 wait for a person; the duplicates and the chargeback need no entry. All 14 with their reasons: ',
        fileLink(list, 'unmatched_october.csv'),
      );
      run.message(4, answer, { parts: [{ type: 'image_file', image_file: { file_id: chart.id, detail: 'high' } }] });
    });
    thread.wait(300);
    thread.ask(
      thread.either(
        'Now re-run September with the corrected exchange rates',
        'Value September again, the central bank has corrected its rates',
      ),
      { metadata: author },
    );
    thread.run(ledgerReconciler, { metadata: { attempt: '1' }, lasts: 1800 }, (run) => {
      run.message(2, 'I’ll load the corrected rates and value September again.');
      run.calls(3, 2, [
        python(
          '# corrected rates\nrates = pd.read_csv("/mnt/data/ecb_corrected_2026-09.csv", index_col="date")\nprint(rates.shape)',
          ['(30, 31)'],
        ),
      ]);
      run.calls(2, 1, [python('book = load_ledger("2026-09")\nprint(len(book.foreign))', ['2214'])]);
      run.message(1, '2,214 entries are in a foreign currency.');
      run.calls(1, 3, [
        python(
          '# revalue all entries\nfor row in book.foreign.itertuples():\n    book.revalue(row.Index, rates.at[row.date, row.currency])',
          [],
        ),
      ]);
      run.cancel(2);
    });
  },
};
