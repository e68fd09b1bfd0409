import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { MadeRun } from './made-import.ts';

/** What the server said to an import; `id` where it was taken. */
export interface ImportAnswer {
  status: number;
  id: string | null;
}

/** Sends an import as a page would; null where the server did not answer. */
export async function sendImport(origin: string, body: string, wait = true): Promise<ImportAnswer | null> {
  try {
    const answer = await fetch(`${origin}/api/imports`, {
      method: 'POST',
      headers: {
        origin,
        'x-runlens': '1',
        'content-type': 'application/json',
        ...(wait ? {} : { prefer: 'respond-async' }),
      },
      body,
    });
    const { id = null } = (await answer.json()) as { id?: string };
    return { status: answer.status, id };
  } catch {
    return null;
  }
}

/** What is missing of a run that the server is asked for, in words; nothing where it is whole. */
export async function missingAtServer(origin: string, run: MadeRun): Promise<string[]> {
  const address = `${origin}/api/runs/file/${run.key}`;
  const read = async (path: string) => {
    const answer = await fetch(`${address}${path}`);
    return answer.ok ? ((await answer.json()) as { items?: { id: string }[]; run?: { id: string } }) : {};
  };
  const all = async (path: string) => {
    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = (await read(`${path}?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`)) as {
        items?: { id: string }[];
        nextCursor?: string | null;
      };
      found.push(...(page.items ?? []).map(({ id }) => id));
      cursor = page.nextCursor ?? null;
    }
    return found;
  };
  const found = (await read('')).run?.id;
  if (found !== run.id) return [`run ${run.id}`];
  const steps = new Set(await all('/steps'));
  const messages = new Set(await all('/messages'));
  const file = await fetch(`${address}/files/${run.file.id}`).then((answer) => answer.text());
  return [
    ...run.steps.filter((step) => !steps.has(step)),
    ...run.messages.slice(1).filter((message) => !messages.has(message)),
    ...(file === run.file.bytes ? [] : [run.file.id]),
  ];
}

/** A data folder looked into while no server is on it. */
export class KeptImports {
  readonly #database: Database.Database;
  /** False where the server was killed before it made its tables. */
  readonly #isMade: boolean;

  constructor(folder: string) {
    this.#database = new Database(join(folder, 'archive.db'));
    this.#isMade = this.#database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'runs'").get() !== undefined;
  }

  /** `ok`, or what is wrong with the file. */
  integrity(): string {
    const found = this.#database.pragma('integrity_check') as { integrity_check: string }[];
    if (this.#isMade) this.#database.exec("INSERT INTO runs_fts (runs_fts) VALUES ('integrity-check')");
    return found.map((one) => one.integrity_check).join('\n');
  }

  has({ key }: MadeRun): boolean {
    if (!this.#isMade) return false;
    const row = this.#database
      .prepare("SELECT 1 FROM runs WHERE source = 'file' AND key = ? AND status <> ''")
      .get(key);
    return row !== undefined;
  }

  /** What is missing of a run in the tables; nothing where it is whole. */
  missing(run: MadeRun): string[] {
    const wanted: [kind: string, id: string][] = [
      ['run', run.id],
      ...run.steps.map((id): [string, string] => ['step', id]),
      ...run.messages.map((id): [string, string] => ['message', id]),
    ];
    const object = this.#database.prepare("SELECT 1 FROM objects WHERE source = 'file' AND kind = ? AND id = ?");
    const file = this.#database.prepare(
      "SELECT group_concat(CAST(bytes AS TEXT), '') AS bytes FROM files JOIN blob_parts USING (hash) WHERE file_id = ?",
    );
    const { bytes } = file.get(run.file.id) as { bytes: string | null };
    return [
      ...(this.has(run) ? [] : [`row of ${run.key}`]),
      ...wanted.filter((one) => object.get(...one) === undefined).map(([, id]) => id),
      ...(bytes === run.file.bytes ? [] : [run.file.id]),
    ];
  }

  close(): void {
    this.#database.close();
  }
}
