import 'server-only';
import { bytesOf } from '../file-bytes.ts';
import { seeded } from '../random.ts';
import { pdfOf } from '../tiny-pdf.ts';

/** Sections of the customer's definition of churn, one piece each. */
export const definitions: readonly string[] = [
  '2.1 Churned account. An account counts as churned in a quarter when its last paid period ends inside that quarter and no renewal is recorded within 14 days. Downgrades are not churn. Reactivations after day 14 are counted as new business.',
  '2.3 Population. The denominator is all paying accounts at the start of the quarter. Trial and sandbox accounts are excluded from both counts. Segments follow the account’s plan on the first day.',
  '4.2 Known events. On 1 July 2026 the monthly Starter price rose from $19 to $29. Annual Starter contracts keep their old price until renewal.',
  '1.2 Sources. Accounts come from the billing system’s nightly export. The export of the last day of a quarter is the one that counts; later corrections are listed in appendix B.',
  '3.1 Projection. A projection for the next quarter applies the latest rate of each segment to its current population. The range is the 80 % interval of the last eight quarters.',
];

export const definitionsPdf = bytesOf(() =>
  pdfOf('Churn definitions', ['Churn definitions, revision 7', ...definitions]),
);

/** What a search of the account list returns: its first lines. */
export const accountsHead =
  'id, segment, plan_state, billing, mrr, currency, seats, country, signed_up_on, last_paid_until, renewed_on, external_ref, churned\nacc_100001, starter, paid, monthly, 29, USD, 2, DE, 2025-02-11, 2026-08-11, , 48213, true\nacc_100002, team, paid, annual, 116, USD, 9, CA, 2024-06-30, 2027-06-30, 2026-06-30, SF-0091a, false';

interface Segment {
  name: string;
  accounts: number;
  churned: number;
  /** Of the churned ones, how many paid monthly. */
  monthly: number;
  mrr: number;
}

const SEGMENTS: readonly Segment[] = [
  { name: 'starter', accounts: 1870, churned: 120, monthly: 88, mrr: 29 },
  { name: 'team', accounts: 1644, churned: 51, monthly: 30, mrr: 116 },
  { name: 'business', accounts: 906, churned: 21, monthly: 6, mrr: 640 },
  { name: 'enterprise', accounts: 392, churned: 4, monthly: 0, mrr: 3900 },
];
const TRIALS = 388;

/** The account list of the third quarter of 2026: 4,812 paying accounts and 388 trials, with the counts of the story. */
export const accountsCsv = bytesOf(() => {
  const random = seeded('accounts 2026 q3');
  const rows: { key: number; cells: (string | number)[] }[] = [];
  const day = (year: number) => `${year}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`;
  const add = (segment: Segment, state: string, churned: boolean, monthly: boolean) => {
    const price = segment.name === 'starter' && !monthly ? 19 : segment.mrr;
    const lastPaid = churned ? `2026-${two(random.int(7, 9))}-${two(random.int(1, 28))}` : day(2027);
    const reference =
      random.int(0, 9) < 7 ? random.int(10_000, 99_999) : `SF-${random.int(1000, 9999)}${random.pick(['a', 'b', 'c'])}`;
    const tail = [lastPaid, churned || monthly ? '' : day(2026), reference, churned];
    const seats = random.int(1, segment.mrr > 600 ? 140 : 18);
    const head = [segment.name, state, monthly ? 'monthly' : 'annual', state === 'trial' ? 0 : price, 'USD', seats];
    const country = random.pick(['DE', 'US', 'CA', 'NL', 'BR', 'JP', 'SE', 'FR', 'GB', 'IN']);
    rows.push({ key: random.next(), cells: [...head, country, day(random.int(2021, 2025)), ...tail.map(String)] });
  };
  for (const segment of SEGMENTS) {
    for (let i = 0; i < segment.accounts; i++) {
      const churned = i < segment.churned;
      add(segment, 'paid', churned, churned ? i < segment.monthly : random.int(0, 9) < 5);
    }
  }
  const [starter] = SEGMENTS;
  for (let i = 0; starter && i < TRIALS; i++) add(starter, 'trial', false, true);
  rows.sort((a, b) => a.key - b.key);
  const lines = rows.map(({ cells }, i) => [`acc_${100_001 + i}`, ...cells].join(','));
  const columns =
    'id,segment,plan_state,billing,mrr,currency,seats,country,signed_up_on,last_paid_until,renewed_on,external_ref,churned';
  return `${[columns, ...lines].join('\n')}\n`;
});

function two(number: number): string {
  return String(number).padStart(2, '0');
}
