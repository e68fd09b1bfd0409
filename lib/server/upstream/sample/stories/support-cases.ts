import 'server-only';
import { call, search } from '../call-drafts.ts';
import { helpFile, hit } from '../knowledge.ts';
import { cite, prose } from '../message-text.ts';
import type { Case } from './cases.ts';
import { moreSupportCases } from './support-cases-more.ts';

const ranking = { ranker: 'default_2024_08_21', score_threshold: 0.3 };

/** Tickets that Support Triage answers. */
export const supportCases: readonly Case[] = [
  {
    author: 'Ines Okafor',
    turns: [
      {
        ask: 'SSO login loops back to the start page in Firefox',
        look: ['Yb5N', 'Pj3D'],
        settings: { metadata: { ticket: '51377', workspace: 'tilia' } },
        tell(run) {
          run.calls(1, 1, [search([hit(helpFile, 0, 0.87), hit(helpFile, 1, 0.83)], ranking)]);
          const args = { workspace: 'tilia', include: ['security', 'recent_changes'] };
          const sso = { enforced: true, flow: 'popup', provider: 'okta-compatible' };
          run.calls(1, 1, [
            call('lookup_workspace', args, { id: 'ws_tilia', plan: 'business', sso, changed_on: null }),
          ]);
          run.message(
            3,
            prose(
              'Your workspace signs in with the pop-up flow. Firefox with Enhanced Tracking Protection on *Strict* blocks the cookie of that flow, and the browser lands on the start page again.',
              cite(helpFile, '0:1'),
              '\n\nAn owner can switch to the redirect flow under **Security > Sign-in flow**. It takes effect at the next sign-in and ends no running session.',
              cite(helpFile, '0:1'),
            ),
          );
        },
      },
      {
        ask: 'We switched it. One colleague still loops, on Firefox for Android.',
        settings: { metadata: { ticket: '51377', workspace: 'tilia' } },
        tell(run) {
          run.calls(1, 0, [search([hit(helpFile, 1, 0.71), hit(helpFile, 0, 0.66)], ranking)]);
          run.calls(2, 2, [
            call(
              'create_ticket',
              {
                title: 'Sign-in loops on Firefox for Android with the redirect flow',
                priority: 'normal',
                component: 'sso',
                body: 'Workspace tilia, redirect flow since today. Desktop browsers work, Firefox for Android 149 returns to the start page.',
              },
              { ticket: 'ENG-20417', state: 'open' },
            ),
          ]);
          run.message(
            2,
            'The help centre knows the loop on desktop only. I’ve filed ENG-20417 for the mobile case; Chrome on the same phone should work until then.',
          );
        },
      },
    ],
  },
  {
    author: 'Ruben Sandoval',
    turns: [
      {
        ask: 'Export to CSV stops at 10,000 rows',
        look: ['Wn3H', 'Lg4E'],
        settings: { metadata: { ticket: '51381' } },
        tell(run) {
          run.calls(1, 1, [search([hit(helpFile, 2, 0.93), hit(helpFile, 3, 0.74)], ranking)]);
          run.message(
            2,
            prose(
              'That is the limit of the table view. **Export > All rows** makes the file in the background and sends you a link; links are valid for 72 hours.',
              cite(helpFile, '0:0'),
              ' Exports over 250,000 rows arrive as several files in one ZIP archive.',
              cite(helpFile, '0:1'),
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
        ask: 'Webhook retries arrive out of order',
        look: ['Rc9T', 'Dj8P'],
        settings: { metadata: { ticket: '51402', workspace: 'veldt-media' } },
        tell(run) {
          run.calls(1, 1, [search([hit(helpFile, 7, 0.9)], ranking)]);
          run.message(1, 'The help centre describes this. I’ll check whether the workspace has an unusual setup.');
          const args = { workspace: 'veldt-media', include: ['webhooks'] };
          const webhooks = { endpoints: 2, failing: 1, oldest_pending: '2026-10-30T07:12:44Z' };
          run.calls(1, 1, [call('lookup_workspace', args, { id: 'ws_veldt', plan: 'team', webhooks })]);
          run.message(
            3,
            prose(
              'A retry can overtake a newer event; the order is not guaranteed. Compare `sequence`, which grows within one object, and ignore an event with a lower one than you handled last.',
              cite(helpFile, '0:0'),
              '\n\nOne of your two endpoints has been failing, which is why you see retries at all.',
            ),
          );
        },
      },
    ],
  },
  {
    author: 'Camila Brandão',
    turns: [
      {
        ask: 'Two-factor codes arrive ten minutes late in Brazil',
        look: ['Xs5K', 'Pd0J'],
        settings: { metadata: { ticket: '51366' }, reasoning_effort: 'minimal' },
        tell(run) {
          run.calls(1, 1, [search([hit(helpFile, 6, 0.95)], ranking)]);
          run.message(
            3,
            prose(
              'Carriers in Brazil check the sender of a text message, which can take up to fifteen minutes.',
              cite(helpFile, '0:0'),
              ' An authenticator app or a security key does not depend on them; owners can require one under **Security > Two-factor**.',
              cite(helpFile, '0:0'),
            ),
          );
        },
      },
      {
        ask: 'Pode responder em português para eu encaminhar ao cliente?',
        settings: { metadata: { ticket: '51366' } },
        tell(run) {
          run.message(
            4,
            'Claro. “As operadoras no Brasil verificam o remetente das mensagens de texto, o que pode levar até quinze minutos. Um aplicativo autenticador ou uma chave de segurança não depende da operadora; os proprietários podem exigir um deles em **Segurança > Dois fatores**.”',
          );
        },
      },
    ],
  },
  {
    author: 'Ruben Sandoval',
    turns: [
      {
        ask: 'A dashboard with 31 tiles takes almost a minute to load',
        settings: { metadata: { ticket: '51419' } },
        tell(run) {
          run.calls(1, 1, [search([hit(helpFile, 9, 0.91), hit(helpFile, 10, 0.31)], ranking)]);
          run.message(
            2,
            prose(
              'More than 24 tiles, or a tile over more than 13 months of raw events, makes a dashboard slow, because it queries every tile at once.',
              cite(helpFile, '0:0'),
              ' Split it in two, or use rollups for the long ranges; they are refreshed every hour.',
              cite(helpFile, '0:0'),
            ),
          );
        },
      },
    ],
  },
  ...moreSupportCases,
];
