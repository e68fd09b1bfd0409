import 'server-only';
import type { JsonObject } from '../../../../domain/json.ts';
import { ledgerReconciler } from '../assistants.ts';
import { call, python } from '../call-drafts.ts';
import { seeded } from '../random.ts';
import type { RunBuilder } from '../run-builder.ts';
import type { Story } from '../story.ts';
import { red } from './ansi.ts';

const SUPPLIERS = [
  'Aldwych Paper Works',
  'Bergström Kälteanlagen AB',
  'Casa do Azulejo Lda.',
  'Delft Instruments B.V.',
  'Éditions du Canal',
  'Fjordlys Elektro AS',
  'Grünwald & Söhne GmbH',
  '北浜計器株式会社',
];

/** 120 invoices; indented they make about 1,200 lines. Every fifteenth repeats the one before under another number. */
function invoices(): { output: string; unpaidCopies: number } {
  const random = seeded('invoices 2026 q3');
  const list: JsonObject[] = [];
  let unpaidCopies = 0;
  for (let i = 0; i < 120; i++) {
    const before = list[i - 1];
    const month = 7 + Math.floor(i / 40);
    const fresh = {
      supplier: random.pick(SUPPLIERS),
      date: `2026-${String(month).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`,
      amount: random.int(2400, 900_000),
      currency: random.pick(['USD', 'USD', 'EUR', 'GBP']),
      purchase_order: random.int(0, 4) === 0 ? null : `PO-${random.int(60_000, 69_999)}`,
      paid: random.int(0, 3) > 0,
      scan: `scans/2026/q3/${String(random.int(0, 0xffffff)).padStart(8, '0')}.pdf`,
    };
    const copy = i % 15 === 14 ? before : undefined;
    if (copy) unpaidCopies += fresh.paid ? 0 : 1;
    list.push({ ...fresh, ...copy, paid: fresh.paid, number: `R${20_260_700 + i}` });
  }
  const output = JSON.stringify({ from: '2026-07-01', to: '2026-09-30', invoices: list }, null, 2);
  return { output, unpaidCopies };
}

/** A run that ends with an error of the server, and the retry. Holds a long JSON output and one that is not JSON. */
export const invoicesStory: Story = {
  metadata: { ledger: 'main', period: '2026-Q3' },
  tell(thread) {
    thread.ask(
      thread.either(
        'Find duplicate supplier invoices from the third quarter',
        'Did we book any supplier invoice of the third quarter twice?',
      ),
      { metadata: { author: 'Yusuf Adler' } },
    );
    const { output, unpaidCopies } = invoices();
    thread.run(ledgerReconciler, { look: ['E1cL', 'Hd7G'], lasts: 1800, metadata: { attempt: '1' } }, (run) => {
      find(run, output);
      run.calls(4, 2, [
        python('# same scan, other number\nprint(compare_scans(candidates))', [
          red('ConnectionResetError: scans.internal closed the connection'),
        ]),
      ]);
      run.calls(5, 0, []);
      run.fail('server_error', 'Sorry, something went wrong.');
    });
    thread.wait(210);
    thread.run(ledgerReconciler, { lasts: 1800, metadata: { attempt: '2' } }, (run) => {
      find(run, output);
      run.calls(4, 5, [
        python('# same scan, other number\nprint(compare_scans(candidates))', ['8 pairs have the same scan']),
      ]);
      run.message(
        4,
        `Eight invoices were booked twice under another number, all with the same scan as the invoice before. ${unpaidCopies} of the copies are unpaid and can be blocked now; ${8 - unpaidCopies} were paid and need a credit note.`,
      );
    });
  },
};

function find(run: RunBuilder, output: string): void {
  run.message(2, 'I’ll read the invoices of the quarter and look for pairs with the same supplier, date and amount.');
  run.calls(2, 4, [call('list_invoices', { from: '2026-07-01', to: '2026-09-30' }, output)]);
  run.calls(3, 3, [
    python(
      '# candidates\ninv = pd.DataFrame(result["invoices"])\ncandidates = inv[inv.duplicated(["supplier", "date", "amount"], keep=False)]\nprint(len(inv), len(candidates))',
      ['120 16'],
    ),
  ]);
  // The server answered in plain text, as older versions of it do.
  run.calls(2, 1, [
    call(
      'list_invoices',
      { from: '2026-10-01', to: '2026-10-07', supplier: '北浜計器株式会社' },
      'OK 2 rows\nR20261002;2026-10-02;北浜計器株式会社;118,400 JPY\nR20261006;2026-10-06;北浜計器株式会社;9,800 JPY\n-- end of list --',
    ),
  ]);
}
