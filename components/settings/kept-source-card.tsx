import type { ReactNode } from 'react';
import type { KnownBy } from '#lib/domain/source.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { FieldList } from '../ui/field-list.tsx';
import { Card } from './settings-head.tsx';
import { knownWords } from './source-words.ts';

/** A source that the archive knows runs of and that is not configured: its pages show what was kept. */
export function KeptSourceCard({ source, knownBy, ids }: { source: string; knownBy: KnownBy; ids: ReactNode }) {
  const total = Object.values(knownBy).reduce((sum, count) => sum + count, 0);
  return (
    <Card label={`Source ${source}`}>
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-2">
        <h2 className="min-w-0 flex-1 text-[15px] font-semibold tracking-[-0.012em] wrap-anywhere">
          <Untrusted text={source} />
        </h2>
        <span className="rounded-chip bg-idle-soft px-1.5 py-0.5 text-meta font-medium text-ink-2">
          In the archive only
        </span>
      </div>
      <div className="px-3">
        <FieldList fields={[{ label: 'Runs known', value: knownWords(total, knownBy) }]} />
      </div>
      {ids}
    </Card>
  );
}
