import 'server-only';
import type { SourceSettings } from '../../domain/source.ts';
import { readEnvironment } from '../env.ts';
import { allSources } from '../upstream/sources.ts';

/** How the installation is set up beside its sources, in words for the settings page. */
export interface InstallationSettings {
  archive: 'sqlite' | 'postgres' | 'off';
  /** Days that runs are kept; null for ever. */
  retentionDays: number | null;
  auditDays: number;
  operate: boolean;
  /** Whether SDK clients have a token of the configuration; access tokens pass as well. */
  proxyToken: boolean;
}

/** How each source is told who asks. Holds no key, no header value and no value of a query. */
export function sourceSettings(): SourceSettings[] {
  const { sources } = readEnvironment();
  return allSources().map(({ id }) => {
    const config = sources.find((one) => one.id === id);
    const auth = config?.auth ?? { type: 'none' };
    const detail = auth.type === 'header' ? auth.name : auth.type === 'azure' ? auth.scope : null;
    return {
      id,
      auth: auth.type,
      authDetail: detail,
      headers: Object.keys(config?.headers ?? {}),
      query: Object.keys(config?.query ?? {}),
    };
  });
}

/** The set-up of this installation. */
export function installationSettings(): InstallationSettings {
  const { archive, retentionDays, auditDays, operate, proxyToken } = readEnvironment();
  return { archive: archive.kind, retentionDays, auditDays, operate, proxyToken: proxyToken !== null };
}
