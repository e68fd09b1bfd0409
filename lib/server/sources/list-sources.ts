import 'server-only';
import type { KeptSource, KnownBy, SourceInfo, SourceList } from '../../domain/source.ts';
import { readEnvironment } from '../env.ts';
import { fetchState } from '../runs/fetch-threads.ts';
import { countKnownRuns } from '../runs/known-runs.ts';
import { walkState } from '../runs/walk-source.ts';
import { allSources, findSource, type Source } from '../upstream/sources.ts';
import { archiveState, knownBySource, NONE } from './archive-state.ts';

/** The configured sources as a browser may know them, sentences about the configuration, and whether runs are kept. */
export async function listSources(): Promise<SourceList> {
  const { archive, said } = await archiveState();
  const known = archive ? await knownBySource(archive) : null;
  const items = allSources().map((source) => sourceInfo(source, known && (known.get(source.id) ?? NONE)));
  return {
    items,
    nextCursor: null,
    total: items.length,
    notices: [...readEnvironment().notices],
    archive: said,
    kept: keptOnly(known),
    operate: readEnvironment().operate,
  };
}

function sourceInfo(source: Source, knownBy: KnownBy | null): SourceInfo {
  return {
    id: source.id,
    name: source.name,
    dialect: source.dialect.name,
    address: source.address,
    capabilities: source.capabilities(),
    walk: walkState(source.id),
    // What is remembered besides may have been deleted.
    knownRuns: knownBy ? Object.values(knownBy).reduce((sum, count) => sum + count, 0) : countKnownRuns(source.id),
    knownBy,
    fetching: fetchState(source.id),
    archiveOnly: !source.hasKey,
  };
}

function keptOnly(known: ReadonlyMap<string, KnownBy> | null): KeptSource[] {
  const others = [...(known ?? [])].filter(([source]) => findSource(source) === null);
  return others.map(([source, knownBy]) => ({ source, knownBy })).sort((a, b) => (a.source < b.source ? -1 : 1));
}
