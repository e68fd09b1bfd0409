import 'server-only';
import { churnAnalyst } from '../assistants.ts';
import { call, python, search } from '../call-drafts.ts';
import { CHURN_BY_SEGMENT, Q4_PROJECTION } from '../chart-bytes.ts';
import { bytesOf, fromBase64 } from '../file-bytes.ts';
import { hit } from '../knowledge.ts';
import { cite } from '../message-text.ts';
import type { FilePlan } from '../plan.ts';
import type { RunBuilder } from '../run-builder.ts';
import type { Story } from '../story.ts';
import * as code from './churn-code.ts';
import { accountsCsv, accountsHead, definitions, definitionsPdf } from './churn-files.ts';
import {
  askedArguments,
  churnAnswer,
  loadingText,
  priceChanges,
  projectionAnswer,
  segmentLabels,
} from './churn-texts.ts';

const QUESTION =
  'Which customer segments drove the rise in churn in Q3 2026, and what would Q4 look like if nothing changes? Use the two files.';

const OTHER_WORDS =
  'Which segments are behind the higher churn in Q3 2026, and where would Q4 end if nothing changed? Both files are attached.';

const chart = bytesOf(() => fromBase64(CHURN_BY_SEGMENT));
const projection = bytesOf(() => fromBase64(Q4_PROJECTION));
const ranking = { ranker: 'default_2024_08_21', score_threshold: 0.4 };

/** Seconds of the steps that both tries share. */
type Pace = { waited: number };

/** The churn question: a check of the files, a try that the rate limit ends at its seventh step, and the retry that worked. */
export const churnStory: Story = {
  look: ['9fK2', '8cPe'],
  metadata: { customer: 'Northwind Analytics', topic: 'q3-review', opened_by: 'Mara Lindqvist' },
  vectorStore: 'vs_68b0c1f7a2e481918d649d3c',
  uploads: [
    {
      name: 'accounts_2026q3.csv',
      tools: ['code_interpreter', 'file_search'],
      look: ['Kt4Y', 'JcUf'],
      bytes: accountsCsv,
    },
    { name: 'churn_definitions.pdf', tools: ['file_search'], look: ['7HnG', '9sDm'], bytes: definitionsPdf },
  ],
  tell(thread) {
    const [accounts, definition] = thread.uploads;
    if (!accounts || !definition) return;
    const searchable = { id: definition.id, name: definition.name, chunks: definitions };
    const accountsStart = { id: accounts.id, name: accounts.name, chunks: [accountsHead] };
    const attach = [
      [accounts, 'code_interpreter', 'file_search'],
      [definition, 'file_search'],
    ] as const;
    const author = { author: 'Mara Lindqvist' };

    thread.ask('Check that both files are readable before I ask anything.', { attach, metadata: author });
    thread.run(churnAnalyst, { look: ['u4Rk', 'Zb7W'], metadata: { trigger: 'dashboard' } }, (run) => {
      run.calls(1, 1, [search([hit(searchable, 3, 0.62), hit(accountsStart, 0, 0.44)], ranking)]);
      run.calls(2, 1, [python(code.checkCode, [code.checkLogs])]);
      run.message(2, {
        value:
          'Both files are readable. `accounts_2026q3.csv` has 5,200 rows and 13 columns: 4,812 paying accounts and 388 trials. `churn_definitions.pdf` is revision 7 and has five sections.',
        annotations: [],
      });
    });

    thread.at = thread.head.createdAt + 667;
    thread.ask(thread.either(QUESTION, OTHER_WORDS), { attach, metadata: author });
    const asked = { metadata: { trigger: 'dashboard' }, recorded: true };
    const failed = thread.run(churnAnalyst, { look: ['Qm4T', '3sEa'], ...asked }, (run) => {
      sharedSteps(run, searchable, accountsStart, { waited: 26 }, false);
      run.calls(1, 0, [python(code.projectionStart, [])], { stepLook: ['x2Hs', '1LyM'] });
      run.fail(
        'rate_limit_exceeded',
        'Rate limit reached for gpt-4.1 in organization org-Nw7uVb2kQ0xA on tokens per min (TPM): Limit 30000, Used 28840, Requested 4410. Please try again in 6.5s.',
      );
    });

    thread.at = thread.head.createdAt + 1024;
    const metadata = { trigger: 'retry', retry_of: failed.id };
    thread.run(churnAnalyst, { look: ['8dVw', 'uXhC'], metadata }, (run) => {
      sharedSteps(run, searchable, accountsStart, { waited: 2 }, true);
      const picture = run.file('q4_projection.png', projection);
      const table = run.file(
        'q4_projection.csv',
        bytesOf(() => code.projectionCsv),
      );
      run.calls(2, 1, [python(code.projectionCode, [code.projectionLogs, picture, code.projectionTable])], {
        usage: [3402, 262, 2688],
      });
      run.message(2, projectionAnswer(cite(searchable, '12:4'), table), {
        parts: [{ type: 'image_file', image_file: { file_id: picture.id, detail: 'auto' } }],
        usage: [3466, 137, 3328],
      });
    });
  },
};

/** The first six steps, the same in both tries but for arguments, waiting and tokens. */
function sharedSteps(
  run: RunBuilder,
  file: { id: string; name: string; chunks: readonly string[] },
  accounts: { id: string; name: string; chunks: readonly string[] },
  pace: Pace,
  retry: boolean,
): void {
  const results = [hit(file, 0, 0.91), hit(file, 1, 0.84), hit(file, 2, 0.71), hit(accounts, 0, 0.46)];
  run.calls(1, 1, [search(results, ranking, ['dT7R', 'HpJe'])], {
    stepLook: ['Vb6N', '4YmH'],
    usage: [1812, 74],
  });
  run.message(1, loadingText, { usage: retry ? [1775, 40, 1536] : [1775, 42, 1536] });
  run.calls(2, 2, [python(code.loadCode, [code.loadLogs])], { usage: retry ? [2301, 284, 1664] : [2633, 287, 1664] });
  run.calls(
    1,
    pace.waited,
    [
      call('get_segment_labels', askedArguments(retry), segmentLabels(retry), ['Hc2T', 'DpJe']),
      call('get_price_changes', { since: '2026-04-01', currency: 'USD' }, priceChanges),
    ],
    { stepLook: ['Rm3Z', 'LxHj'], usage: retry ? [2274, 339, 1920] : [2274, 350, 1920] },
  );
  const picture: FilePlan = run.file('churn_by_segment.png', chart, ['P0sL', 'XqBz']);
  const logs = code.segmentLogs(run.at + 1, Math.round(picture.bytes().length / 1024));
  run.calls(2, 1, [python(code.segmentCode, [logs, picture], ['W8mD', 'cHpE'])], {
    stepLook: ['y1Tq', '2NcE'],
    usage: retry ? [2702, 238, 2176] : [3402, 241, 2560],
  });
  run.message(
    2,
    churnAnswer((chunk) => cite(file, `4:${chunk}`), retry),
    {
      look: ['T4zK', 'PdGe'],
      usage: retry ? [3180, 318, 2560] : [6516, 312, 3072],
    },
  );
}
