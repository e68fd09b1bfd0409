import 'server-only';
import { call, search } from '../call-drafts.ts';
import { helpFile, hit } from '../knowledge.ts';
import { cite, prose } from '../message-text.ts';
import type { Case } from './cases.ts';

const ranking = { ranker: 'default_2024_08_21', score_threshold: 0.3 };

export const moreSupportCases: readonly Case[] = [
  {
    author: 'Ines Okafor',
    turns: [
      {
        ask: 'We deleted the wrong project yesterday evening. Can it come back?',
        settings: { metadata: { ticket: '51423', workspace: 'kiln-works' } },
        tell(run) {
          run.calls(1, 1, [search([hit(helpFile, 11, 0.89)], ranking)]);
          const args = { workspace: 'kiln-works', include: ['recent_changes'] };
          const changes = [{ at: 'yesterday 18:42', what: 'project_deleted', name: 'Glaze trials', records: 1264 }];
          run.calls(1, 1, [call('lookup_workspace', args, { id: 'ws_kiln', plan: 'team', recent_changes: changes })]);
          const body = 'Restore project "Glaze trials" (1,264 records) of workspace kiln-works from the bin.';
          const ticket = { title: 'Restore a deleted project', priority: 'high', component: 'storage', body };
          run.calls(1, 2, [call('create_ticket', ticket, { ticket: 'OPS-3310', state: 'open' })]);
          run.message(
            3,
            prose(
              'Yes. Deleted records stay in the bin for 30 days and come back with their history.',
              cite(helpFile, '0:0'),
              ' I’ve filed OPS-3310 with priority high. Dashboards from which the project was removed have to be edited by hand.',
              cite(helpFile, '0:0'),
            ),
          );
        },
      },
      {
        ask: 'Thank you. How long does the restore take?',
        settings: { metadata: { ticket: '51423' } },
        tell(run) {
          run.message(
            2,
            'The help centre gives no time for a restore, so I can’t promise one. OPS-3310 will be updated when it is done.',
          );
        },
      },
    ],
  },
  {
    author: 'Camila Brandão',
    turns: [
      {
        ask: 'Why am I billed for somebody who left in March?',
        settings: { metadata: { ticket: '51390' } },
        tell(run) {
          run.calls(1, 1, [search([hit(helpFile, 8, 0.84), hit(helpFile, 4, 0.42)], ranking)]);
          const args = { workspace: 'grain-and-co', include: ['members', 'billing'] };
          const members = { active: 11, deactivated: 0, guests: 3 };
          run.calls(1, 1, [call('lookup_workspace', args, { id: 'ws_grain', plan: 'team', seats: 12, members })]);
          run.message(
            3,
            prose(
              'The workspace pays for 12 seats and has 11 active members. The member who left was removed, but the seat was not: a seat becomes free at the end of the billing period and stays part of the plan until the number of seats is lowered.',
              cite(helpFile, '0:0'),
            ),
          );
        },
      },
    ],
  },
  {
    author: 'Ruben Sandoval',
    turns: [
      {
        ask: 'Reports show Monday’s numbers on Sunday for our team in Auckland',
        settings: { metadata: { ticket: '51408', workspace: 'rookery' }, tool_choice: 'required' },
        tell(run) {
          run.calls(1, 1, [search([hit(helpFile, 10, 0.92)], ranking)]);
          run.message(
            3,
            prose(
              'Reports use the time zone of the workspace, not of the reader.',
              cite(helpFile, '0:0'),
              ' Yours is set to London, where Sunday still runs when Monday has begun in Auckland. A new time zone applies to new reports; saved ones keep theirs until they are edited.',
              cite(helpFile, '0:0'),
            ),
          );
        },
      },
    ],
  },
  {
    author: 'Ines Okafor',
    turns: [
      {
        ask: 'The move to the new billing account was on the 12th, but I got two invoices. Which one do I pay?',
        settings: { metadata: { ticket: '51433' } },
        tell(run) {
          run.calls(1, 1, [search([hit(helpFile, 4, 0.94), hit(helpFile, 5, 0.81)], ranking)]);
          run.message(
            3,
            prose(
              'Both, if they add up to one month: the old account up to the 12th, the new one from then on.',
              cite(helpFile, '0:0'),
              ' If each shows the full month, the old account was left open. Its owner closes it under **Billing > Accounts > Close**, and the credit follows within two working days.',
              cite(helpFile, '0:1'),
            ),
          );
        },
      },
      {
        ask: 'They add up. Sorry for the noise.',
        settings: { metadata: { ticket: '51433' } },
        tell(run) {
          run.message(1, 'No problem. I’ve closed the ticket.');
        },
      },
    ],
  },
  {
    author: 'Ruben Sandoval',
    turns: [
      {
        ask: 'Export arrives with times one hour off. Is that daylight saving?',
        settings: { metadata: { ticket: '51440' }, truncation_strategy: { type: 'last_messages', last_messages: 10 } },
        tell(run) {
          run.calls(1, 1, [search([hit(helpFile, 3, 0.86), hit(helpFile, 10, 0.58)], ranking)]);
          run.message(
            3,
            prose(
              'Not quite: times in exports are UTC and carry their offset (`2026-10-03T14:05:00Z`).',
              cite(helpFile, '0:0'),
              ' The table shows the time zone of the workspace. Spreadsheets drop the offset when they import the column as text; import it as a time, or convert it to your zone there.',
            ),
          );
        },
      },
    ],
  },
];
