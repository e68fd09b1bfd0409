import 'server-only';
import { blue, bold, dim, green, stamp, yellow } from './ansi.ts';

/** What the Churn Analyst wrote and what it printed in the churn story. */

export const checkCode = `# read both files
import pandas as pd

accounts = pd.read_csv("/mnt/data/accounts_2026q3.csv", low_memory=False)
print(accounts.shape)
print(accounts.plan_state.value_counts().to_string())`;

export const checkLogs = `(5200, 13)
plan_state
paid     4812
trial     388`;

export const loadCode = `# load and clean accounts
import pandas as pd

accounts = pd.read_csv("/mnt/data/accounts_2026q3.csv", dtype={"external_ref": "string"})
dates = ["signed_up_on", "last_paid_until", "renewed_on"]
accounts[dates] = accounts[dates].apply(pd.to_datetime, errors="coerce")

before = len(accounts)
accounts = accounts.drop_duplicates("id")
print(f"{before} rows, {before - len(accounts)} duplicates")
print(accounts.groupby(["plan_state", "segment"]).size().to_string())
print(accounts[dates].isna().sum().to_string())
print("currencies:", ", ".join(accounts.currency.unique()))
print("countries:", accounts.country.nunique())
print("seats:", accounts.seats.min(), "to", accounts.seats.max())
print("ready:", len(accounts), "accounts")`;

export const loadLogs = `5200 rows, 0 duplicates
plan_state  segment
paid        business       906
            enterprise     392
            starter       1870
            team          1644
trial       starter        388
signed_up_on          0
last_paid_until       0
renewed_on         2869
currencies: USD
countries: 10
seats: 1 to 140
ready: 5200 accounts`;

export const segmentCode = `# churn by segment, chart
import matplotlib.pyplot as plt

# churned: last paid period ended in the quarter, no renewal in 14 days
q3 = accounts[accounts.plan_state != "trial"]
by_seg = (q3.groupby("segment")
            .agg(accounts=("id", "count"), churned=("churned", "sum"))
            .assign(rate=lambda d: 100 * d.churned / d.accounts))
print(by_seg.round(1).to_string())

by_seg.join(q2_rate).plot.bar(y=["q2", "rate"], rot=0, figsize=(12, 7))
plt.savefig("churn_by_segment.png", dpi=100)`;

/** `at` is the second in which the code began. */
export function segmentLogs(at: number, kilobytes: number): string {
  return [
    `${stamp(at, 6)} reading ${blue('/mnt/data/accounts_2026q3.csv')}`,
    yellow('DtypeWarning: columns (11) have mixed types'),
    `${stamp(at, 9)} 4,812 accounts, 0 trials after filter`,
    bold('            accounts  churned  rate'),
    'segment',
    'Business         906       21   2.3',
    'Enterprise       392        4   1.0',
    'Starter         1870      120   6.4',
    'Team            1644       51   3.1',
    'Q2 join: 4 of 4 segments matched',
    `${green('✓ saved churn_by_segment.png')} ${dim(`${kilobytes} KB`)}`,
    `Starter share of added churn: ${bold('51 of 61 (83.6 %)')}`,
  ].join('\n');
}

export const projectionStart = `# Q4 projection
import numpy as np
`;

export const projectionCode = `${projectionStart}
rates = by_seg.rate / 100
now = accounts[(accounts.plan_state != "trial") & ~accounts.churned].groupby("segment").size()
q4 = 100 * (now * rates).sum() / now.sum()

# section 3.1: 80 % interval of the last eight quarters
low, high = np.quantile(resampled(history, now, n=4000), [0.1, 0.9])
print(f"q4_projection {q4:.1f} (range {low:.1f} – {high:.1f})")

plot_projection(history, q4, low, high).savefig("q4_projection.png", dpi=100)
out = now.to_frame("accounts").assign(rate=by_seg.rate, expected=(now * rates).round(0))
out.to_csv("q4_projection.csv")
print(out.to_string())`;

export const projectionLogs = 'q4_projection 4.6 (range 4.2 – 5.0)';

export const projectionTable = `            accounts  rate  expected
segment
business         885   2.3      20.0
enterprise       388   1.0       4.0
starter         1750   6.4     112.0
team            1593   3.1      49.0`;

export const projectionCsv = `segment,accounts,rate,expected
business,885,2.3,20
enterprise,388,1.0,4
starter,1750,6.4,112
team,1593,3.1,49
`;
