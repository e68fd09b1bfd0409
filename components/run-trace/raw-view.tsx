'use client';

import { useQuery } from '@tanstack/react-query';
import { rawQuery } from '#lib/client/raw-queries.ts';
import type { RawView, TraceAccess } from '#lib/client/trace-access.ts';
import { JsonText } from '../json/json-text.tsx';
import type { JsonLink } from '../json/node-tree.tsx';
import { Problem } from './problem.tsx';
import { Blocks } from './blocks.tsx';

/** The JSON of a run, step or message as the source sent it, fetched when it is opened. */
export function RawJson({
  access,
  target,
  label,
  link,
}: {
  access: TraceAccess;
  target: RawView;
  label: string;
  /** The place that the address names in it. */
  link?: JsonLink;
}) {
  if (access.rawPath === null) return <p className="text-ink-2">{noRawWords(access)}</p>;
  return <Fetched path={access.rawPath} target={target} label={label} link={link} />;
}

/** Why there is no JSON to show. */
export function noRawWords({ recorded }: TraceAccess): string {
  return recorded
    ? 'The JSON is that of the whole run, not of this moment. Leave the replay to read it.'
    : 'The JSON is not part of what was shared.';
}

function Fetched({
  path,
  target,
  label,
  link,
}: {
  path: (target: RawView) => string;
  target: RawView;
  label: string;
  link: JsonLink | undefined;
}) {
  const raw = useQuery(rawQuery(path, target));
  if (raw.data !== undefined) return <JsonText text={raw.data} label={label} {...link} />;
  if (raw.error)
    return <Problem title="The JSON could not be read" error={raw.error} retry={() => void raw.refetch()} />;
  return <Blocks label="Loading the JSON" />;
}
