'use client';

import { useMemo } from 'react';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { FilePlace, FileRole, RunFile } from '#lib/domain/run-files.ts';
import { RUN_ROW } from '#lib/contract/trace-view-params.ts';
import { placeOf, type TraceState } from '#lib/domain/trace-state.ts';
import { Untrusted } from '../../ui/bidi.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyableId } from '../../ui/copyable-id.tsx';
import { useShownCount } from '../../ui/disclosure.tsx';
import { formatBytes, formatCount } from '../../ui/format.ts';
import type { TraceFacts } from '../trace-texts.ts';
import { useFiles } from '../use-files.ts';
import { useQuestion } from '../use-question.ts';

/** How many are shown at first, which is more than there is room for, and with each press. */
const FIRST = 10;
const MORE = 50;
/** Places of one file that are named; the rest are counted. */
const PLACES = 8;

const ROLES: Record<FileRole, string> = {
  given: 'given to',
  attached: 'attached to',
  made: 'made in',
  shown: 'shown in',
  linked: 'linked in',
  found: 'found in',
  cited: 'cited in',
};

/** Every file that the run has to do with, and where. */
export function FilesTab({
  access,
  state,
  facts,
  onSelect,
}: {
  access: TraceAccess;
  state: TraceState;
  facts: TraceFacts;
  onSelect: (step: string) => void;
}) {
  const [shown, setShown] = useShownCount('files', FIRST);
  const { asked } = useQuestion(access, facts.run);
  const messages = useMemo(() => [...asked, ...facts.messages.values()], [asked, facts.messages]);
  const known = useFiles(access, state, messages, true);
  const stepOf = useMemo(() => new Map(state.steps.map((step) => [step.messageId, step.id])), [state.steps]);
  const rest = known.files.length - shown;
  return (
    <div className="grid gap-1 px-gutter py-2 text-meta">
      <ul aria-label="Files of the run" className="grid grid-cols-[minmax(0,1fr)]">
        {known.files.slice(0, shown).map((file) => (
          <li
            key={file.id}
            className="flex min-h-7 flex-wrap items-center gap-x-3 border-b border-line py-0.5 last:border-0"
          >
            <a
              href={access.fileUrl(file.id)}
              download={known.name(file.id) ?? file.id}
              className="min-w-0 font-medium wrap-anywhere text-accent hover:underline"
            >
              <Untrusted text={known.name(file.id) ?? 'name not known'} />
            </a>
            <CopyableId id={file.id} className="text-ink-3" />
            <SizeOf bytes={known.bytes(file.id)} />
            <Places file={file} state={state} stepOf={stepOf} onSelect={onSelect} />
          </li>
        ))}
      </ul>
      {rest > 0 ? (
        <div>
          <Button size="sm" onClick={() => setShown(shown + MORE)}>
            Show {formatCount(Math.min(rest, MORE))} more of {formatCount(rest)}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function SizeOf({ bytes }: { bytes: number | null }) {
  return bytes === null ? null : <span className="text-ink-2">{formatBytes(bytes)}</span>;
}

function Places({
  file,
  state,
  stepOf,
  onSelect,
}: {
  file: RunFile;
  state: TraceState;
  stepOf: ReadonlyMap<string | null, string>;
  onSelect: (step: string) => void;
}) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 text-ink-2">
      {file.places.slice(0, PLACES).map((place) => (
        <Place
          key={`${place.role} ${place.in} ${place.id}`}
          place={place}
          state={state}
          step={place.in === 'message' ? (stepOf.get(place.id) ?? null) : place.in === 'run' ? RUN_ROW : place.id}
          onSelect={onSelect}
        />
      ))}
      {file.places.length > PLACES ? <span>and {formatCount(file.places.length - PLACES)} more places</span> : null}
    </span>
  );
}

function Place({
  place,
  state,
  step,
  onSelect,
}: {
  place: FilePlace;
  state: TraceState;
  /** The step that shows it; null for messages that no step wrote. */
  step: string | null;
  onSelect: (step: string) => void;
}) {
  const number = step === null ? -1 : placeOf(state, step);
  const where = place.in === 'run' ? 'the run' : number === -1 ? 'a message before' : `step ${formatCount(number + 1)}`;
  const times = place.times > 1 ? `${formatCount(place.times)} times ` : '';
  const words = `${ROLES[place.role].replace(' ', ` ${times}`)} ${where}`;
  if (step === null) return <span>{words}</span>;
  return (
    <button
      type="button"
      onClick={() => onSelect(step)}
      className="min-h-6 cursor-pointer hover:text-ink hover:underline"
    >
      {words}
    </button>
  );
}
