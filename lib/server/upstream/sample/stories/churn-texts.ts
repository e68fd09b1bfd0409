import 'server-only';
import type { Json } from '../../../../domain/json.ts';
import { fileLink, type Mark, prose } from '../message-text.ts';
import type { WireText } from '../wire.ts';

export const loadingText: WireText = prose(
  'I’ll use the definition of churn in section 2.1 and leave out trial accounts. First I need to load and clean the account list.',
);

export function askedArguments(retry: boolean): Json {
  return {
    segments: ['starter', 'team', 'business', 'enterprise'],
    as_of: retry ? '2026-09-30' : '2026-07-01',
    include_trials: retry,
    locale: 'en-GB',
  };
}

export function segmentLabels(retry: boolean): Json {
  const [starter, team, business, enterprise] = retry ? [2258, 1671, 921, 394] : [1870, 1644, 906, 392];
  return {
    labels: [
      { key: 'starter', label: 'Starter', accounts: starter ?? 0, price_list: '2026-07' },
      { key: 'team', label: 'Team', accounts: team ?? 0, price_list: '2025-11' },
      { key: 'business', label: 'Business', accounts: business ?? 0, price_list: '2025-11' },
      { key: 'enterprise', label: 'Enterprise', accounts: enterprise ?? 0, price_list: 'negotiated' },
    ],
    source: 'billing.plans',
    version: 31,
  };
}

export const priceChanges: Json = {
  changes: [
    {
      plan: 'starter',
      billing: 'monthly',
      from: 1900,
      to: 2900,
      currency: 'USD',
      announced: '2026-05-20',
      effective: '2026-07-01',
    },
  ],
  unit: 'cents',
};

const TABLE = `| Segment | Accounts | Churned | Q2 | Q3 | Change |
| --- | ---: | ---: | ---: | ---: | ---: |
| Starter | 1,870 | 120 | 3.8 % | 6.4 % | +2.6 |
| Team | 1,644 | 51 | 2.6 % | 3.1 % | +0.5 |
| Business | 906 | 21 | 2.1 % | 2.3 % | +0.2 |
| Enterprise | 392 | 4 | 1.3 % | 1.0 % | −0.3 |`;

/** The answer to the first half of the question; the retry words four places differently. */
export function churnAnswer(cite: (chunk: number) => Mark, retry: boolean): WireText {
  return prose(
    `Quarterly churn rose from **2.9 %** in Q2 to **4.1 %** in Q3 2026. ${retry ? 'Nearly' : 'Almost'} all of the rise comes from one segment.\n\n`,
    '- **Starter** went from 3.8 % to 6.4 % and accounts for 51 of the 61 additional churned accounts (84 %).',
    cite(0),
    `\n- 88 of the 120 churned Starter accounts paid monthly, the ${retry ? 'ones' : 'group'} whose price rose from $19 to $29 on 1 July.`,
    cite(2),
    `\n- **Team** (+0.5 points) and **Business** (+0.2) rose ${retry ? 'a little' : 'slightly'}. **Enterprise** fell by 0.3.\n\n${TABLE}\n\n`,
    'I counted an account as churned when its last paid period ended in the quarter without a renewal within 14 days.',
    cite(0),
    ' Trial accounts are excluded.',
    cite(1),
    ` I’ll project Q4 ${retry ? 'now' : 'next'}.`,
  );
}

export function projectionAnswer(cite: Mark, table: { id: string; name: string }): WireText {
  return prose(
    'If the monthly Starter price stays at $29, Q4 churn lands near **4.6 %**, between 4.2 and 5.0.',
    cite,
    '\n\nStarter alone would lose about 112 of its 1,750 remaining accounts. The other segments stay within 0.2 points of Q3. The expected numbers per segment are in ',
    fileLink(table, 'q4_projection.csv'),
    '.',
  );
}
