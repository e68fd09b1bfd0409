import type { ArchiveState } from '#lib/domain/source.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { FieldList } from '../ui/field-list.tsx';
import { formatCountOf } from '../ui/format.ts';
import { Card } from './settings-head.tsx';

export interface Installation {
  archive: 'sqlite' | 'postgres' | 'off';
  retentionDays: number | null;
  auditDays: number;
  operate: boolean;
  proxyToken: boolean;
}

const KINDS = {
  sqlite: 'on, in the data folder (SQLite)',
  postgres: 'on, in PostgreSQL',
  off: 'off: only what sources answer now is shown',
};

/** How this Runlens is set up beside its sources. */
export function InstallationCard({ installation, archive }: { installation: Installation; archive: ArchiveState }) {
  const { archive: kind, retentionDays, auditDays, operate, proxyToken } = installation;
  return (
    <Card label="This Runlens">
      <h2 className="border-b border-line px-3 py-2 text-[15px] font-semibold tracking-[-0.012em]">This Runlens</h2>
      <div className="px-3">
        <FieldList
          fields={[
            {
              label: 'Archive',
              value:
                archive.state === 'failed' || archive.state === 'unwritable' ? (
                  <span className="text-fail">
                    {archive.state === 'failed' ? 'cannot be used.' : 'can be read, but keeps nothing new.'}{' '}
                    <Untrusted text={archive.message ?? ''} />
                  </span>
                ) : (
                  KINDS[kind]
                ),
            },
            {
              label: 'Runs are kept',
              value: retentionDays === null ? 'for ever' : formatCountOf(retentionDays, 'day'),
            },
            { label: 'The audit trail is kept', value: formatCountOf(auditDays, 'day') },
            {
              label: 'Changes at sources',
              value: operate ? 'allowed, for operators' : 'never: Runlens only reads (RUNLENS_OPERATE)',
            },
            {
              label: 'Pass-through',
              value: proxyToken ? 'takes RUNLENS_PROXY_TOKEN and access tokens' : 'takes access tokens',
            },
          ]}
        />
      </div>
    </Card>
  );
}
