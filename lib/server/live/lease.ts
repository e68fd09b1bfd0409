import 'server-only';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isFailure } from '../../domain/failure.ts';
import type { LiveSnapshot } from '../../domain/run-event.ts';
import { runEventSchema } from '../../contract/run-event-schema.ts';
import { theArchive } from '../archiving/the-archive.ts';
import type { Archive } from '../archive/archive.ts';
import { processState } from '../process-state.ts';

/** How long a lease lasts beyond the next look, how early it is renewed, and how long the database may take, ms. */
const LASTS = 15_000;
const RENEW = 5_000;
const PATIENCE = 2_000;
/** Characters of what is told to other instances. */
const LARGEST = 4 * 1024 * 1024;

const holder = () => processState('live-holder', () => randomUUID());

/**
 * Who of several instances looks at a run, or has its stream pass through: the one that has its lease in the archive's
 * database. The others read what it wrote down. Without an archive, or where that cannot be reached, every instance looks
 * for itself.
 */
export class Lease {
  readonly #place: { source: string; key: string };
  #held = true;
  #wanted = false;
  #asked = 0;
  /** What was told before this is known, or older than what is. */
  #heardAt: number | null = null;
  #wantedAt = 0;
  #told = '';

  constructor(source: string, key: string) {
    this.#place = { source, key };
  }

  /** Whether this instance is to look now; `wait` is how long it waits until it looks again, ms. */
  async isOurs(wait: number): Promise<boolean> {
    if (Date.now() - this.#asked >= RENEW) await this.#hold(wait, false);
    return this.#held;
  }

  /** Takes the lease, whoever has it, or keeps it: what passes through tells more than looks do. */
  async take(): Promise<void> {
    if (Date.now() - this.#asked >= RENEW) return this.#hold(0, true);
    const { source, key } = this.#place;
    const told = await this.#ask((archive) => archive.toldRun(source, key, Number.MAX_SAFE_INTEGER));
    if (!told || told.wantedAt === this.#wantedAt) return;
    this.#wantedAt = told.wantedAt;
    this.#wanted = true;
    // Whoever wishes to hear of it now has not heard what was told before.
    this.#told = '';
  }

  /** What another holder told since this was asked last; null where there is nothing new. */
  async hear(): Promise<LiveSnapshot | null> {
    const { source, key } = this.#place;
    const told = await this.#ask((archive) => archive.toldRun(source, key, this.#heardAt ?? Number.MAX_SAFE_INTEGER));
    if (this.#heardAt === null) this.#heardAt = told?.at ?? 0;
    if (!told || told.holder === holder()) return null;
    if (this.#held || told.until < Date.now()) this.#asked = 0;
    if (told.state === null) return null;
    this.#heardAt = told.at;
    return readSnapshot(told.state);
  }

  /** Tells the other instances what the run is now, where one of them wants to know. */
  async tell(snapshot: LiveSnapshot | null): Promise<void> {
    if (!this.#held || !this.#wanted || !snapshot) return;
    const state = JSON.stringify(snapshot);
    if (state === this.#told || state.length > LARGEST) return;
    this.#told = state;
    await this.#ask((archive) => archive.tellRun({ ...this.#place, holder: holder(), now: Date.now() }, state));
  }

  async release(): Promise<void> {
    if (this.#held && this.#asked > 0) {
      await this.#ask((archive) => archive.releaseRun({ ...this.#place, holder: holder() }));
    }
  }

  async #hold(wait: number, over: boolean): Promise<void> {
    const now = Date.now();
    this.#asked = now;
    const lease = { ...this.#place, holder: holder(), now, until: now + wait + LASTS, over };
    const answer = await this.#ask((archive) => archive.holdRun(lease));
    this.#held = answer?.held ?? true;
    this.#wanted = answer?.wanted ?? false;
  }

  /** Null where there is no archive, it fails, or it takes too long. */
  async #ask<T>(ask: (archive: Archive) => Promise<T>): Promise<T | null> {
    const answer = (async () => {
      const archive = await theArchive();
      return archive && (await ask(archive));
    })().catch((error: unknown) => {
      if (!isFailure(error)) throw error;
      return null;
    });
    return Promise.race([answer, sleep(PATIENCE, null, { ref: false })]);
  }
}

/** Null for what another version of this program wrote in another form. */
function readSnapshot(state: string): LiveSnapshot | null {
  const { data } = runEventSchema.safeParse({ type: 'snapshot', trace: JSON.parse(state) as unknown });
  return data?.type === 'snapshot' ? data.trace : null;
}
