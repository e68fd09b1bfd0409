import 'server-only';
import { call, python } from '../call-drafts.ts';
import type { Case } from './cases.ts';

/** Questions for the Churn Analyst beside the churn story. */
export const revenueCases: readonly Case[] = [
  {
    author: 'Mara Lindqvist',
    turns: [
      {
        ask: 'Which accounts over $2k MRR have no login in 30 days?',
        look: ['Jm2X', 'Hp6T'],
        settings: { metadata: { trigger: 'dashboard' } },
        tell(run) {
          run.calls(2, 2, [
            python(
              '# accounts over $2k without a login\nbig = accounts[(accounts.mrr > 2000) & (accounts.plan_state == "paid")]\nlast = logins.groupby("account").ts.max()\nquiet = big[big.id.map(last) < today - pd.Timedelta(days=30)]\nprint(len(big), len(quiet))',
              ['397 9'],
            ),
          ]);
          run.message(1, 'Nine of 397 accounts. I’ll list them with their renewal dates.');
          run.calls(2, 1, [
            python(
              'print(quiet.sort_values("mrr", ascending=False)[["id", "mrr", "last_paid_until"]].to_string(index=False))',
              [
                '        id  mrr last_paid_until\nacc_103377 6200      2027-02-14\nacc_101908 5400      2027-01-31\nacc_104410 5150      2027-08-20\nacc_100644 3900      2027-03-08\nacc_102291 3900      2027-05-27\nacc_104985 3900      2027-11-02\nacc_100213 2750      2027-01-19\nacc_103012 2300      2027-06-11\nacc_101576 2150      2027-09-30',
              ],
            ),
          ]);
          run.calls(1, 2, [
            call(
              'get_segment_labels',
              { segments: ['enterprise'], as_of: '2026-10-31' },
              '{"labels":[{"key":"enterprise","label":"Enterprise","accounts":388}],"source":"billing.plans","version":32}',
            ),
          ]);
          run.message(
            4,
            'Nine accounts, together $35,650 a month. Two of them renew before the end of February: **acc_101908** ($5,400, 31 January) and **acc_103377** ($6,200, 14 February). Population: 397 paying accounts over $2,000 MRR at the end of October; a login is any sign-in of any member.',
          );
        },
      },
    ],
  },
  {
    author: 'Jonas Ekberg',
    turns: [
      {
        ask: 'Explain the September spike in downgrades from Business to Team',
        look: ['Lg7D', 'Hm5E'],
        settings: { metadata: { trigger: 'dashboard' }, max_prompt_tokens: 40_000 },
        tell(run) {
          run.calls(2, 2, [
            python(
              '# downgrades by week and reason\nd = changes[(changes.from_plan == "business") & (changes.to_plan == "team")]\nprint(d.resample("W", on="ts").size().to_string())',
              ['2026-08-30     4\n2026-09-06     5\n2026-09-13    31\n2026-09-20    22\n2026-09-27     6'],
            ),
          ]);
          run.message(1, 'The spike is two weeks wide, from 7 to 20 September.');
          run.calls(2, 1, [
            python('print(d[d.ts.between("2026-09-07", "2026-09-20")].reason.value_counts().to_string())', [
              'reason\nseat_audit        37\ntoo_expensive      9\nmissing_feature    4\n(none)             3',
            ]),
          ]);
          run.calls(1, 2, [
            call('get_price_changes', { since: '2026-08-01', currency: 'USD' }, { changes: [], unit: 'cents' }),
          ]);
          run.message(
            4,
            'The spike is the seat audit. Of 53 downgrades between 7 and 20 September 37 give `seat_audit` as their reason; without them the two weeks are as quiet as August. List prices did not change.\n\nFormula: downgrades per ISO week, Business to Team, by the day of the change.',
          );
        },
      },
      {
        ask: 'So no churn risk?',
        tell(run) {
          run.message(
            3,
            'Not from the audit itself: none of the 37 accounts has cancelled since. Of the nine that called the plan too expensive two have set a cancellation date in January.',
          );
        },
      },
    ],
  },
  {
    author: 'Jonas Ekberg',
    turns: [
      {
        ask: 'How many Team trials never invite a second person?',
        settings: { metadata: { trigger: 'chat' }, top_p: 0.9 },
        tell(run) {
          run.calls(2, 3, [
            python(
              '# trials that stay alone\nt = trials[trials.plan == "team"]\nalone = ~t.account.isin(invites.account)\nprint(f"{alone.sum()} of {len(t)} ({100 * alone.mean():.1f} %)")\nprint(pd.crosstab(alone, t.account.isin(payments.account)).to_string())',
              ['408 of 996 (41.0 %)\nrow_0  False  True\nFalse    371   217\nTrue     397    11'],
            ),
          ]);
          run.message(
            3,
            '408 of 996 Team trials since July (41.0 %) never invited anybody. It matters: 11 of them became customers (2.7 %), against 217 of the 588 that did invite somebody (36.9 %).',
          );
        },
      },
    ],
  },
  {
    author: 'Mara Lindqvist',
    turns: [
      {
        ask: 'Seats of the Enterprise contracts that renew in Q1, with what they use today',
        settings: { metadata: { trigger: 'schedule' } },
        tell(run) {
          run.calls(2, 2, [
            python(
              '# Q1 renewals\nq1 = accounts[(accounts.segment == "enterprise") & accounts.last_paid_until.between("2027-01-01", "2027-03-31")]\nprint(len(q1), q1.seats.sum(), active_seats(q1).sum())',
              ['104 7318 5967'],
            ),
          ]);
          // An expression whose value is not printed leaves no output.
          run.calls(1, 1, [python('unused = q1.assign(used=active_seats(q1)).query("used < 0.6 * seats")', [])]);
          run.calls(1, 1, [python('print(len(unused), (unused.seats - unused.used).sum())', ['17 941'])]);
          run.message(
            3,
            '104 Enterprise contracts renew in the first quarter. They hold 7,318 seats and used 5,967 of them in the last 30 days (81.5 %). In 17 contracts fewer than 60 % of the seats are used; 941 seats are at stake there.',
          );
        },
      },
    ],
  },
];
