import 'server-only';
import { fail } from '../../domain/failure.ts';
import { ALL_RUNS } from '../archive/run-query.ts';
import { theArchive } from '../archiving/the-archive.ts';
import { IMPORT_SOURCE } from '../imports/import-source.ts';
import { allSources, findSource } from '../upstream/sources.ts';

/** More sources than this are not named in a sentence. */
const MOST_NAMED = 8;

/** The sources that are configured; null where they are too many to name. */
export function sourcesToName(): { id: string; name: string }[] | null {
  const all = allSources().map(({ id, name }) => ({ id, name }));
  return all.length > MOST_NAMED ? null : all;
}

/**
 * Throws `not_found`, which names the sources there are, where a list is asked for of sources of which none is configured and
 * no run is kept. Of imports there need not be one yet, and nothing asked for is all.
 */
export async function requireKnownSource(asked: readonly string[]): Promise<void> {
  if (asked.length === 0 || asked.some((id) => id === IMPORT_SOURCE || findSource(id))) return;
  const archive = await theArchive();
  const kept = await archive?.listRuns({ ...ALL_RUNS, source: asked }, { limit: 1 });
  if (kept?.items.length) return;
  fail('not_found', `${ofWhich(asked)} is configured here, and no run of it is kept. ${whichThereAre()}`);
}

function ofWhich(asked: readonly string[]): string {
  const named = asked.slice(0, MOST_NAMED).map((id) => id.slice(0, 128));
  const more = asked.length > named.length ? ' and others' : '';
  return `No source with ${asked.length === 1 ? 'the ID' : 'one of the IDs'} ${named.join(', ')}${more}`;
}

function whichThereAre(): string {
  const sources = sourcesToName();
  if (!sources) return '/api/sources has those there are.';
  const named = sources.map(({ id, name }) => (name === id ? id : `${id} (${name})`)).join(', ');
  if (sources.length === 0) return 'There is no source yet.';
  return sources.length === 1 ? `There is one source: ${named}.` : `There are these sources: ${named}.`;
}
