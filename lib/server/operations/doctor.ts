import 'server-only';
import { mkdir, statfs, access, constants } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isFailure } from '../../domain/failure.ts';
import { closeArchive, openArchive } from '../archive/open-archive.ts';
import { type Environment, readEnvironment } from '../env.ts';
import { allSources, type Source } from '../upstream/sources.ts';

/** One thing that was looked at, in a sentence. */
export interface Finding {
  level: 'ok' | 'note' | 'wrong';
  text: string;
}

const GIB = 1024 ** 3;
const LITTLE_SPACE = 2 * GIB;
const SOURCE_MS = 20_000;
/** Failures by which a source shows that it is there and takes the key, although it cannot do what was asked. */
const ANSWERED = new Set(['capability_missing', 'not_found']);

/** Looks at everything that must be right before people rely on this installation; changes nothing but making the tables. */
export async function* examine(): AsyncGenerator<Finding> {
  const environment = readEnvironment();
  yield ok(`Node ${process.versions.node}, ${process.platform} ${process.arch}`);
  yield* examineAccess(environment);
  yield* examineFolders(environment);
  yield* examineArchive();
  const sources = await Promise.all(allSources().map(examineSource));
  yield* sources;
  for (const notice of environment.notices) yield note(notice);
}

function* examineAccess({ auth, loopback, host, port, publicOrigin, ...more }: Environment): Generator<Finding> {
  yield ok(
    `listens on ${host} port ${port}, ${loopback ? 'this machine only' : 'beyond this machine'}; sign-in: ${auth.mode}`,
  );
  if (!loopback && publicOrigin === null) {
    yield note('RUNLENS_PUBLIC_URL is not set: only loopback names are answered, so nobody else reaches a page.');
  } else if (publicOrigin !== null) {
    const https = publicOrigin.startsWith('https:');
    yield https || loopback
      ? ok(`people come by ${publicOrigin}`)
      : note(`people come by ${publicOrigin}, unencrypted`);
  }
  if (!loopback && more.metricsToken === null)
    yield note('RUNLENS_METRICS_TOKEN is not set: metrics are for this machine only.');
  yield ok(more.operate ? 'sources may be written to (RUNLENS_OPERATE=1)' : 'sources are only read');
}

/** The folder of a SQLite archive, and the one in which uploads stand while they are received. */
async function* examineFolders({ archive }: Environment): AsyncGenerator<Finding> {
  const folders = new Set([tmpdir()]);
  if (archive.kind === 'sqlite') folders.add(archive.folder);
  for (const folder of folders) yield await examineFolder(folder);
}

async function examineFolder(folder: string): Promise<Finding> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const text = `${folder} may be written, ${(free / GIB).toFixed(1)} GiB free`;
    return free < LITTLE_SPACE ? note(text) : ok(text);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return wrong(`${folder} may not be written (${code}). Give it to the user that Runlens runs as.`);
  }
}

async function* examineArchive(): AsyncGenerator<Finding> {
  try {
    const archive = await openArchive();
    if (!archive) return yield note('the archive is off: nothing is kept.');
    const { bytes } = await archive.check();
    const { runs } = await archive.size();
    yield ok(`archive in ${archive.kind}: ${runs} runs, ${Math.ceil(bytes / 1e6)} MB, tables up to date`);
  } catch (error) {
    yield wrong(`archive: ${said(error)}`);
  } finally {
    await closeArchive().catch(() => undefined);
  }
}

async function examineSource({ name, address, reader, hasKey }: Source): Promise<Finding> {
  const who = `source ${name}${address === null ? '' : ` at ${address}`}`;
  if (!hasKey) return ok(`${who} takes the keys of its callers`);
  try {
    await reader.listThreads({ cursor: undefined, limit: 1, order: undefined }, AbortSignal.timeout(SOURCE_MS));
    return ok(`${who} answers`);
  } catch (error) {
    if (isFailure(error) && ANSWERED.has(error.failure.code))
      return ok(`${who} answers, and does not list its threads`);
    return wrong(`${who}: ${said(error)}`);
  }
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : 'an unexpected error';
}

const ok = (text: string): Finding => ({ level: 'ok', text });
const note = (text: string): Finding => ({ level: 'note', text });
const wrong = (text: string): Finding => ({ level: 'wrong', text });
