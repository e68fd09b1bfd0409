import 'server-only';
import { supportTriage } from '../assistants.ts';
import { python, search } from '../call-drafts.ts';
import { helpFile, hit } from '../knowledge.ts';
import { cite, prose } from '../message-text.ts';
import type { Random } from '../random.ts';
import type { RunBuilder } from '../run-builder.ts';
import type { Story } from '../story.ts';
import { bold, green, red } from './ansi.ts';
import { dollars, month } from './calendar.ts';

const WORKSPACES =
  'harbor-lane blue-kettle osprey-labs tilia studio-nord meadow-and-sons pixelgarten quarry-nine lumen-health rookery saltbox grain-and-co veldt-media northgate-school fernweh kiln-works tidewater-law amber-foods'.split(
    ' ',
  );
/** From the thread's beginning until the successor in the next slot is under way. */
const LASTS = 545;

/** A run that goes through tickets one by one for nine minutes; whoever looks finds it somewhere on the way. */
export const progressStory: Story = {
  look: ['c7Ya', 'Rf2k'],
  metadata: { channel: 'inbox', priority: 'high' },
  tell(thread) {
    const end = thread.at + LASTS;
    const period = month(thread.day);
    const { name } = period;
    const first = 51_200 + (thread.slot % 97) * 23;
    thread.ask(
      `Customer says invoices doubled after migrating the workspace. Take the other tickets about doubled invoices as well, ${first} to ${first + 17}, and tell me which of them are the same fault.`,
      { metadata: { author: 'Ines Okafor' } },
    );
    const tools = [...supportTriage.tools, { type: 'code_interpreter' }];
    thread.run(supportTriage, { look: ['Zt81', 'pDsE'], tools, metadata: { ticket: String(first) } }, (run) => {
      run.calls(6, 3, [search([hit(helpFile, 4, 0.88), hit(helpFile, 5, 0.79), hit(helpFile, 10, 0.34)])]);
      run.message(
        7,
        prose(
          'Two invoices for the month of a move are expected: the old billing account up to that day, the new one from that day on, together one month.',
          cite(helpFile, '2:0'),
          ` It is a fault only where both show the full month. I’ll compare the ${name} invoices of each workspace.`,
        ),
      );
      const doubled: string[] = [];
      let seen = 0;
      while (end - run.at > 62 && seen < WORKSPACES.length) {
        const workspace = WORKSPACES[(seen + thread.slot) % WORKSPACES.length] ?? 'tilia';
        const wrong = compare(run, `ticket ${first + seen}: ${workspace}`, period, thread.random);
        if (wrong) doubled.push(workspace);
        seen++;
        if (seen % 4 === 0) run.message(5, note(seen, doubled));
      }
      run.message(
        end - run.at,
        `${seen} tickets checked. ${doubled.length} are the same fault: ${doubled.join(', ') || 'none'}. Their old billing accounts were left open, so both accounts charged the whole of ${name}.\n\nThe other ${seen - doubled.length} customers got two part-month invoices that add up to one month. They need an explanation, not a credit.`,
      );
    });
  },
};

function note(seen: number, doubled: string[]): string {
  const count = ['none of them', '1 of them is'][doubled.length] ?? `${doubled.length} of them are`;
  return `${seen} tickets so far, ${count} charged twice. Going on.`;
}

/** One ticket; gives whether the customer paid twice. */
function compare(run: RunBuilder, title: string, period: { iso: string; days: number }, random: Random): boolean {
  const { iso, days } = period;
  const workspace = title.split(': ')[1] ?? '';
  const wrong = random.int(0, 2) === 0;
  const price = random.pick([4900, 12_900, 24_900, 64_000]);
  const day = random.int(5, 24);
  const old = wrong ? price : Math.round((price * day) / days);
  const rest = wrong ? price : price - old;
  const until = wrong ? days : day;
  const code = `# ${title}
old, new = invoices("${workspace}", month="${iso}")
show(old, new)
print("overlap, days:", overlap(old, new))`;
  const two = (number: number) => String(number).padStart(2, '0');
  const logs = [
    bold('account  period            amount'),
    `old      01 – ${two(until)}        ${dollars(old).padStart(10)}`,
    `new      ${wrong ? '01' : two(day + 1)} – ${days}        ${dollars(rest).padStart(10)}`,
    `overlap, days: ${wrong ? days : 0}`,
    wrong ? red(`charged twice: ${dollars(price)} too much`) : green('together one month, correct'),
  ].join('\n');
  run.calls(random.int(8, 16), random.int(8, 17), [python(code, [logs])]);
  return wrong;
}
