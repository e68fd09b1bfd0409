'use client';

import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide';
import { rawInTurnQuery } from '#lib/client/raw-queries.ts';
import type { RawView } from '#lib/client/trace-access.ts';
import { JsonText } from '../../json/json-text.tsx';
import { Block } from '../../ui/block.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Blocks } from '../blocks.tsx';
import { Problem } from '../problem.tsx';

/** Room for a text that is on its way (pixels): few runs are shorter, most steps about so long. */
const RUN_ROOM = 640;
const ROOM = 220;

/** One JSON text as the source sent it, fetched as soon as it comes into view. */
export function RawPart({
  label,
  target,
  file,
  path,
}: {
  label: string;
  target: RawView;
  /** Name for the download. */
  file: string;
  path: (target: RawView) => string;
}) {
  const raw = useQuery(rawInTurnQuery(path, target));
  if (raw.data !== undefined) {
    const save = <Save href={path(target)} file={file} label={label} />;
    return <JsonText text={raw.data} label={label} name={target.of} actions={save} />;
  }
  if (raw.error) {
    return <Problem title={`${label} could not be read`} error={raw.error} retry={() => void raw.refetch()} />;
  }
  return (
    <Block title={label}>
      <p className="hidden bg-inset px-[11px] py-2 text-ink-2 print:block">
        Not read yet: what is scrolled to before printing is read.
      </p>
      <div className="bg-inset px-[11px] print:hidden" style={{ minHeight: target.of === 'run' ? RUN_ROOM : ROOM }}>
        <Blocks label={`Loading the JSON of ${label.toLowerCase()}`} />
      </div>
    </Block>
  );
}

function Save({ href, file, label }: { href: string; file: string; label: string }) {
  const name = `Download ${label.toLowerCase()}`;
  return (
    <a href={href} download={file} aria-label={name} title={name} className={`${buttonClass('ghost', 'sm')} w-6 px-0!`}>
      <Icon of={Download} size={14} />
    </a>
  );
}
