import 'server-only';
import type { SourceList } from '../../domain/source.ts';
import { readEnvironment } from '../env.ts';
import { fetchState } from '../runs/fetch-threads.ts';
import { countKnownRuns } from '../runs/known-runs.ts';
import { walkState } from '../runs/walk-source.ts';
import { allSources } from '../upstream/sources.ts';

/** The configured sources as a browser may know them, and sentences about the configuration. */
export function listSources(): SourceList {
  const items = allSources().map((source) => ({
    id: source.id,
    name: source.name,
    dialect: source.dialect.name,
    address: source.address,
    capabilities: source.capabilities(),
    walk: walkState(source.id),
    knownRuns: countKnownRuns(source.id),
    knownBy: null,
    fetching: fetchState(source.id),
  }));
  return {
    items,
    nextCursor: null,
    total: items.length,
    notices: [...readEnvironment().notices],
    archive: { state: 'off', message: null },
  };
}
