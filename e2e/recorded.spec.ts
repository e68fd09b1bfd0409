import { resolve } from 'node:path';
import type { Page } from 'playwright/test';
import { recordings } from './environment.ts';
import { expect, test } from './fixtures.ts';
import { FAILED_ANSWER } from './pages.ts';
import { type Recorded, readRecorded } from './upstream/recorded-world.ts';
import type { WireObject } from './upstream/series.ts';
import { isReadable, squeezed, stringsIn } from './wire-strings.ts';

// Files that a recording names hold no bytes, so their images fail to load.
test.use({ allowedErrors: [FAILED_ANSWER] });
test.skip(recordings === null, 'RUNLENS_RECORDINGS names no folder of recorded exchanges');

const recorded: Recorded | null = recordings === null ? null : readRecorded(resolve(recordings));
const GROUPS = 4;

function stepsOf(run: string): WireObject[] {
  return [...(recorded?.steps.values() ?? [])].filter((step) => step.run_id === run);
}

function callsOf(step: WireObject): unknown[] {
  const details = step.step_details as { tool_calls?: unknown[]; activities?: unknown[] } | null;
  return [...(details?.tool_calls ?? []), ...(details?.activities ?? [])];
}

/** What the detail of a step shows, with everything in it unfolded. */
async function detailText(page: Page, address: string, tab: string): Promise<string> {
  const region = page
    .getByRole('main')
    .getByRole('region')
    .filter({ has: page.getByRole('tablist') });
  await page.goto(`${address}&tab=${tab}`);
  await expect(region.getByRole('tabpanel')).toBeVisible();
  await expect(region.getByRole('group', { name: /^Loading/ })).toHaveCount(0);
  if (tab === 'json') await expect(region.getByRole('tree').first()).toBeVisible();
  const folded = region.locator('[aria-expanded="false"]:visible');
  for (let left = 200; left > 0 && (await folded.count()) > 0; left--) await folded.first().click();
  const scrolled = await region.getByRole('tree').evaluateAll(textOfScrolled);
  return squeezed([(await region.textContent()) ?? '', ...scrolled].join(' '));
}

/** Runs in the page: the text of trees of which only the rows in view are drawn, with everything in them unfolded. */
async function textOfScrolled(boxes: Element[]): Promise<string[]> {
  const frame = () => new Promise(requestAnimationFrame);
  const texts: string[] = [];
  for (const box of boxes.filter((each) => each.scrollHeight > each.clientHeight)) {
    box.scrollTop = 0;
    for (let more = true; more; ) {
      await frame();
      await frame();
      const folded = box.querySelector<HTMLElement>('[aria-expanded="false"]');
      if (folded) {
        folded.click();
        continue;
      }
      texts.push(box.textContent);
      more = box.scrollTop + box.clientHeight < box.scrollHeight - 1;
      box.scrollTop += box.clientHeight / 2;
    }
  }
  return texts;
}

for (let group = 0; group < GROUPS; group++) {
  test(`every recorded run and step opens and shows its tool calls (${group + 1} of ${GROUPS})`, async ({ page }) => {
    test.setTimeout(240_000);
    const runs = [...(recorded?.runs.values() ?? [])].filter((_, i) => i % GROUPS === group);
    expect(runs.length).toBeGreaterThan(0);
    for (const run of runs) {
      const address = `/runs/recorded/${run.thread_id as string}.${run.id}`;
      await test.step(run.id, async () => {
        const answer = await page.goto(address);
        expect(answer?.status()).toBe(200);
        await expect(page.locator('main[data-steps="complete"]')).toBeVisible();
        await expect(page.getByRole('main')).toContainText(run.id);
        for (const step of stepsOf(run.id)) {
          const selected = `${address}?step=${step.id}`;
          const rendered = await detailText(page, selected, 'rendered');
          await expect(page.getByRole('tree').first().locator('[role="treeitem"][aria-selected="true"]')).toBeVisible();
          const shown = rendered + (await detailText(page, selected, 'json'));
          const missing = stringsIn(callsOf(step)).filter((text) => !isReadable(text, shown));
          expect.soft(missing, `strings of ${step.id}`).toEqual([]);
          // Ids of files stand there short, and are copied whole.
          const payload = callsOf(step).flatMap((call) => stringsIn(call, ['id', 'type', 'file_id']));
          expect
            .soft(
              payload.filter((text) => !isReadable(text, rendered)),
              `strings on the first tab of ${step.id}`,
            )
            .toEqual([]);
        }
      });
    }
  });
}
