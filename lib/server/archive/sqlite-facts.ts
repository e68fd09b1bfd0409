import 'server-only';
import { setImmediate as turn } from 'node:timers/promises';
import { type Fact, FactTable, toolSet } from './fact-table.ts';
import { first, marks, type Sql } from './sql.ts';

/** Runs that are read before others get their turn. */
const BATCH = 4_000;
/** Up to so many runs, or changes, are read while somebody waits for them. */
const AT_ONCE = 8_000;
const ASKED = 200;

interface Row {
  rid: number;
  outcome: number;
  source: string;
  status: string;
  assistant_id: string;
  model: string;
  error_code: string;
  fingerprint: string;
}

const ROW = 'SELECT rid, outcome, source, status, assistant_id, model, error_code, fingerprint FROM runs';

/**
 * The facts of all runs of a SQLite archive, read once and then kept up with what any process changes: triggers write the
 * numbers of changed runs to `run_changes`.
 */
export class SqliteFacts {
  readonly #sql: Sql;
  #table: FactTable | null = null;
  /** The last change that the table knows. */
  #seq = 0;
  #reading: Promise<void> | null = null;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** The facts as they are now; null while there are many to be read, which goes on meanwhile. */
  async current(): Promise<FactTable | null> {
    if (this.#table && !this.#reading) {
      const behind = await this.#behind();
      if (behind === null) this.#table = null;
      else if (behind <= AT_ONCE) await this.#catchUp(this.#table);
      else void this.#inBackground(this.#catchUp(this.#table));
    }
    if (!this.#table && !this.#reading) {
      const reading = this.#inBackground(this.#read());
      const some = await first<{ n: number }>(this.#sql, 'SELECT count(*) AS n FROM (SELECT 1 FROM runs LIMIT ?)', [
        AT_ONCE + 1,
      ]);
      if ((some?.n ?? 0) <= AT_ONCE) await reading;
    }
    return this.#reading ? null : this.#table;
  }

  /** Gives what is fulfilled once it has ended, however. */
  #inBackground(work: Promise<void>): Promise<void> {
    const done = work
      .catch(() => {
        // Questions are answered by the database meanwhile, which says what is wrong with it.
        this.#table = null;
      })
      .finally(() => {
        if (this.#reading === done) this.#reading = null;
      });
    this.#reading = done;
    return done;
  }

  async #read(): Promise<void> {
    const table = new FactTable();
    const seq = (await this.#ends()).last;
    for (let after = -1; ; ) {
      const rows = await this.#sql.all<Row>(`${ROW} WHERE rid > ? ORDER BY rid LIMIT ?`, [after, BATCH]);
      const last = rows.at(-1)?.rid;
      if (last === undefined) break;
      const tools = await this.#sql.all<{ rid: number; tool: string }>(
        'SELECT rid, tool FROM run_tools WHERE rid > ? AND rid <= ?',
        [after, last],
      );
      const facts = factsOf(rows, tools);
      table.apply(facts.map((fact) => [fact.rid, fact]));
      after = last;
      if (rows.length < BATCH) break;
      await turn();
    }
    this.#seq = seq;
    await this.#catchUp(table);
    this.#table = table;
  }

  /** How many changes the table does not know; null where they are not all written down any more. */
  async #behind(): Promise<number | null> {
    const { first: oldest, last } = await this.#ends();
    return this.#seq < oldest - 1 || last < this.#seq ? null : last - this.#seq;
  }

  async #catchUp(table: FactTable): Promise<void> {
    for (;;) {
      const changed = await this.#sql.all<{ seq: number; rid: number }>(
        'SELECT seq, rid FROM run_changes WHERE seq > ? ORDER BY seq LIMIT ?',
        [this.#seq, AT_ONCE],
      );
      const rids = [...new Set(changed.map(({ rid }) => rid))].sort((a, b) => a - b);
      for (let at = 0; at < rids.length; at += ASKED) {
        const some = rids.slice(at, at + ASKED);
        const rows = await this.#sql.all<Row>(`${ROW} WHERE rid IN (${marks(some.length)})`, some);
        const tools = await this.#sql.all<{ rid: number; tool: string }>(
          `SELECT rid, tool FROM run_tools WHERE rid IN (${marks(some.length)})`,
          some,
        );
        const found = new Map(factsOf(rows, tools).map((fact) => [fact.rid, fact]));
        table.apply(some.map((rid) => [rid, found.get(rid) ?? null]));
      }
      this.#seq = changed.at(-1)?.seq ?? this.#seq;
      if (changed.length < AT_ONCE) return;
      await turn();
    }
  }

  async #ends(): Promise<{ first: number; last: number }> {
    const row = await first<{ first: number | null; last: number | null }>(
      this.#sql,
      'SELECT (SELECT min(seq) FROM run_changes) AS first, (SELECT max(seq) FROM run_changes) AS last',
    );
    return { first: row?.first ?? 0, last: row?.last ?? 0 };
  }
}

function factsOf(rows: readonly Row[], tools: readonly { rid: number; tool: string }[]): Fact[] {
  const byRid = new Map<number, string[]>();
  for (const { rid, tool } of tools) {
    const known = byRid.get(rid);
    if (known) known.push(tool);
    else byRid.set(rid, [tool]);
  }
  return rows.map((row) => ({
    rid: row.rid,
    outcome: row.outcome,
    values: [
      row.source,
      row.status,
      row.assistant_id,
      row.model,
      row.error_code,
      row.fingerprint,
      toolSet(byRid.get(row.rid) ?? []),
    ],
  }));
}
