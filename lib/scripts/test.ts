import { rm } from 'node:fs/promises';
import { endWithParent } from './end-with-parent.ts';
import { runProgram } from './run-program.ts';
import { browserReport, type Part, parts, type Tally, unitReport } from './test-parts.ts';

/** Runs a part; one whose own count is missing or shows no failure although it failed counts as one failed test. */
async function run(part: Part): Promise<Tally> {
  const code = await runProgram('npm', ['run', '--silent', part.script, '--', ...part.args]);
  const own = await part.read?.().catch(() => null);
  const tally = own ?? { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0, notes: [] };
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** `npm test`: every part in turn, going on after a failure. The last line is the count; exit code 1 when one failed. */
async function test(): Promise<void> {
  await Promise.all([unitReport, browserReport].map((path) => rm(path, { force: true })));
  const total = { passed: 0, failed: 0, skipped: 0 };
  const lines: string[] = [];
  const notes: string[] = [];
  for (const part of parts) {
    console.log(`\n== ${part.name}`);
    const begun = performance.now();
    const tally = await run(part);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    lines.push(`${part.name}: ${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped, ${seconds} s`);
    notes.push(...tally.notes);
    total.passed += tally.passed;
    total.failed += tally.failed;
    total.skipped += tally.skipped;
  }
  console.log(`\n${lines.join('\n')}`);
  for (const note of notes) console.log(note);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

endWithParent();
await test();
