import type { ReactNode } from 'react';
import type { SourceInfo, SourceSettings } from '#lib/domain/source.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { type Field, FieldList } from '../ui/field-list.tsx';
import { CapabilityList } from './capability-list.tsx';
import { ReachLine } from './reach-line.tsx';
import { Card } from './settings-head.tsx';
import { authWords, knownWords, walkWords } from './source-words.ts';

/** One source: what it speaks, where it is, how it is asked, whether it answers and what it was found to be able to do. */
export function SourceCard({
  source,
  settings,
  ids,
}: {
  source: SourceInfo;
  settings: SourceSettings | undefined;
  /** What shows the ids that are known of it. */
  ids: ReactNode;
}) {
  const fields: Field[] = [
    { label: 'Kind', value: source.dialect },
    {
      label: 'Base URL',
      value:
        source.address === null ? (
          'built in'
        ) : (
          <span className="font-mono">
            <Untrusted text={source.address} />
          </span>
        ),
    },
    { label: 'Who asks', value: settings ? <Untrusted text={authWords(settings)} /> : null },
    ...named('Headers added', settings?.headers),
    ...named('Query added', settings?.query),
    { label: 'Threads read', value: source.archiveOnly ? 'none: Runlens has no key' : walkWords(source.walk) },
    { label: 'Runs known', value: knownWords(source.knownRuns, source.knownBy) },
  ];
  return (
    <Card label={`Source ${source.name}`}>
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-2">
        <h2 className="min-w-0 text-[15px] max-desk:flex-1 font-semibold tracking-[-0.012em] wrap-anywhere">
          <Untrusted text={source.name} />
        </h2>
        <span className="min-w-0 font-mono text-meta text-ink-3 wrap-anywhere desk:flex-1 max-desk:order-last max-desk:basis-full">
          {source.id}
        </span>
        <ReachLine source={source.id} />
      </div>
      <div className="px-3">
        <FieldList fields={fields} />
      </div>
      <CapabilityList capabilities={source.capabilities} />
      {ids}
    </Card>
  );
}

/** Names only: a value may be a secret. */
function named(label: string, names: readonly string[] | undefined): Field[] {
  return names && names.length > 0 ? [{ label, value: <Untrusted text={names.join(', ')} /> }] : [];
}
