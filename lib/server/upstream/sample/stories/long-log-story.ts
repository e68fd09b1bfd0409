import 'server-only';
import { ledgerReconciler } from '../assistants.ts';
import { python } from '../call-drafts.ts';
import { seeded } from '../random.ts';
import type { Story } from '../story.ts';
import { blue, bold, cyan, dim, green, magenta, red, stamp, yellow } from './ansi.ts';

const LINES = 2000;
const PAYEES = [
  'rent',
  'payroll',
  'cloud hosting',
  'catering',
  'postage',
  'insurance',
  'travel',
  'refund',
  'card settlement',
  'office supplies',
];

const code = `# import the bank statement
from statement import parse, Importer

importer = Importer(account="DE02 1203 0000 0000 2020 51", dry_run=True, verbose=True)
for line in parse("/mnt/data/camt053_2026-11.xml"):
    importer.add(line)
importer.report()`;

/** What an importer prints about a statement of two thousand lines. */
function importLog(from: number): string {
  const random = seeded('statement import');
  const lines: string[] = [bold('statement importer 4.2, dry run')];
  let balance = 18_204_455;
  let [matched, doubtful, failed] = [0, 0, 0];
  for (let i = 1; lines.length < LINES - 6; i++) {
    const amount = random.int(-250_000, 240_000);
    balance += amount;
    const at = stamp(from + Math.floor(i / 180), i % 10);
    const money = `${amount < 0 ? '-' : '+'}${(Math.abs(amount) / 100).toFixed(2)}`.padStart(9);
    const what = `${cyan(`#${String(i).padStart(4, '0')}`)} ${(amount < 0 ? red : green)(money)} ${random.pick(PAYEES).padEnd(16)}`;
    const chance = random.int(0, 99);
    if (chance < 88) {
      matched++;
      lines.push(`${at} ${what} ${dim('→')} ${blue(`J-2026-11-${String(random.int(1, 999)).padStart(3, '0')}`)}`);
    } else if (chance < 97) {
      doubtful++;
      lines.push(`${at} ${what} ${yellow('two candidates')} ${dim(`score ${(random.int(41, 79) / 100).toFixed(2)}`)}`);
    } else {
      failed++;
      lines.push(`${at} ${what} ${magenta('no candidate')} ${dim('kept for a person')}`);
    }
  }
  const total = matched + doubtful + failed;
  lines.push('', bold('summary'), `${total} lines, closing balance ${(balance / 100).toFixed(2)}`);
  lines.push(
    `${green(`${matched} matched`)}, ${yellow(`${doubtful} doubtful`)}, ${magenta(`${failed} without a candidate`)}`,
  );
  // Progress is printed over itself with a carriage return, as terminals do.
  lines.push(
    `checking signature  40 %\rchecking signature 100 %`,
    '\u001b[1;97;44m DRY RUN \u001b[0m nothing was written',
  );
  return lines.join('\n');
}

/** Two thousand coloured lines of one call. */
export const longLogStory: Story = {
  metadata: { ledger: 'main', period: '2026-11' },
  tell(thread) {
    thread.ask(
      thread.either(
        'Dry-run the import of the November bank statement and tell me what it cannot match',
        'Try the November statement without writing anything. What would stay unmatched?',
      ),
      {
        metadata: { author: 'Yusuf Adler' },
      },
    );
    thread.run(
      ledgerReconciler,
      { lasts: 1800, truncation_strategy: { type: 'last_messages', last_messages: 4 } },
      (run) => {
        run.message(2, 'I’ll run the importer with `dry_run=True`, so that nothing is written.');
        run.calls(4, 12, [python(code, [importLog(run.at + 4)])]);
        run.calls(3, 1, [
          python('for row in importer.unmatched[:3]:\n    print(row)', [
            '#0034 -1,209.15 travel\n#0041 +88.00 refund\n#0117 -15.60 postage',
          ]),
        ]);
        run.message(
          5,
          'The dry run went through. About one line in eight needs a look: most of them have two candidates with similar amounts, some have none. I’d start with the three oldest without a candidate: #0034, #0041 and #0117.',
        );
      },
    );
  },
};
