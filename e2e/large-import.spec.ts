import { expect, test } from 'playwright/test';
import { missingAtServer, sendImport } from './kept-imports.ts';
import { madeImport } from './made-import.ts';
import { freePort, startApp } from './server-process.ts';

const MB = 1024 * 1024;

interface Bundle {
  objects: { kind: string; id: string; text: string }[];
}

test('60 MB that are posted as an import arrive whole, and more than may is refused while others are served', async () => {
  test.setTimeout(180_000);
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const app = startApp({ PORT: String(port), RUNLENS_SAMPLE: '0', RUNLENS_IMPORT_MAX_MB: '70' });
  try {
    await app.until(/Runlens on /);
    const made = madeImport('large', 25, 10, 260_000);
    expect(made.body.length).toBeGreaterThan(60 * MB);
    expect((await sendImport(origin, made.body))?.status).toBe(201);
    for (const run of made.runs) expect(await missingAtServer(origin, run)).toEqual([]);
    const sent = new Map((JSON.parse(made.body) as Bundle).objects.map(({ id, text }) => [id, text]));
    for (const { key, steps } of made.runs) {
      const last = steps.at(-1) ?? '';
      const raw = await (await fetch(`${origin}/api/runs/file/${key}/raw?step=${last}`)).text();
      expect(raw === sent.get(last), last).toBe(true);
    }
    const refused = await sendImport(origin, `${made.body}${' '.repeat(12 * MB)}`);
    // Refused while it is still being sent, a client may see the connection end before it reads why.
    expect([413, undefined]).toContain(refused?.status);
    expect((await fetch(`${origin}/api/ready`)).status).toBe(200);
  } finally {
    await app.stop();
  }
});
