import { errorMeaning } from '#lib/domain/error-meaning.ts';
import type { SourceError } from '#lib/domain/run.ts';
import type { RowTarget } from '#lib/domain/step-tree.ts';
import { StatusGlyph } from '../status/status.tsx';
import { SpelledText, Untrusted } from '../ui/bidi.tsx';
import { Block } from '../ui/block.tsx';
import { classNames } from '../ui/class-names.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { FieldList } from '../ui/field-list.tsx';
import { splitLines } from '../ui/split-lines.ts';
import { TextLines } from '../ui/text-lines.tsx';
import type { Evidence } from './error-evidence.ts';
import { LimitBar } from './limit-bar.tsx';

/** Longer messages are laid out line by line (UTF-16 units). */
const PROSE_LIMIT = 5000;

const FAILED = {
  box: 'border-[color-mix(in_oklab,var(--color-fail)_35%,var(--color-line))] bg-fail-soft',
  ink: 'text-fail',
};
const TONES: Record<string, { box: string; ink: string }> = {
  incomplete: {
    box: 'border-[color-mix(in_oklab,var(--color-wait)_35%,var(--color-line))] bg-wait-soft',
    ink: 'text-wait',
  },
  expired: { box: 'border-line-strong bg-idle-soft', ink: 'text-idle' },
};

/** An error of a run or a step. `of` is its field in the source's JSON (`run.last_error`), `status` how its owner ended. */
export interface ShownError {
  error: SourceError;
  of: string;
  status: string;
}

/** An error with what the trace says beside it; `onSelect` leads to the row that says it. */
export interface FoundError {
  shown: ShownError;
  evidence: Evidence[];
  onSelect: (target: RowTarget) => void;
}

/** An error: its code, what it means, what the source said of it in its own words, and what else the trace says. */
export function ErrorPanel({ shown, evidence, onSelect }: FoundError) {
  const { error, of, status } = shown;
  const meaning = errorMeaning(error.code, error.message);
  const { box, ink } = TONES[status] ?? FAILED;
  return (
    <div role="group" aria-label="Error" className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3.5">
      <div className={classNames('grid gap-1.5 rounded-card border px-3.5 py-3', box)}>
        <h3 className={classNames('flex items-center gap-2 font-semibold', ink)}>
          <StatusGlyph status={TONES[status] ? status : 'failed'} />
          <span className="min-w-0 font-mono wrap-anywhere">
            <Untrusted text={error.code ?? 'Failed without a code'} />
          </span>
        </h3>
        {meaning ? <p className="text-pretty">{meaning.meaning}</p> : null}
        {meaning ? <Facts facts={meaning.facts.filter(({ value }) => !says(meaning.meaning, value))} /> : null}
        {error.message ? null : (
          <p className="text-ink-2">
            The source gave no message in <span className="font-mono text-meta">{of}</span>.
          </p>
        )}
      </div>
      {error.message ? <OwnWords message={error.message} of={`${of}.message`} /> : null}
      {meaning?.limit ? <LimitBar passed={meaning.limit} /> : null}
      {evidence.length > 0 ? (
        <Block title="Related evidence" note="from this run">
          <div className="px-[11px] py-1">
            <FieldList
              fields={evidence.map((each) => ({
                label: each.label,
                value: <Found found={each} onSelect={onSelect} />,
              }))}
            />
          </div>
        </Block>
      ) : null}
    </div>
  );
}

const NUMBERS = /\d+(?:[.,]\d+)*/g;

/** Whether a sentence already holds every number of a value that has some. */
function says(sentence: string, value: string): boolean {
  const numbers = value.match(NUMBERS) ?? [];
  const said = new Set(sentence.match(NUMBERS));
  return numbers.length > 0 && numbers.every((number) => said.has(number));
}

/** The numbers of a message that its meaning leaves out, side by side. */
function Facts({ facts }: { facts: { label: string; value: string }[] }) {
  if (facts.length === 0) return null;
  return (
    <dl className="flex flex-wrap gap-x-4 gap-y-0.5 text-meta">
      {facts.map(({ label, value }) => (
        <div key={label} className="flex min-w-0 gap-1.5">
          <dt className="shrink-0 text-ink-2">{label}</dt>
          <dd className="min-w-0 font-medium wrap-anywhere">
            <Untrusted text={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function OwnWords({ message, of }: { message: string; of: string }) {
  return (
    <Block title="What the API said" note={of} actions={<CopyButton text={message} label="Copy the message" />}>
      {message.length > PROSE_LIMIT ? (
        <TextLines lines={splitLines(message)} label="What the API said, text" wrap />
      ) : (
        <p className="bg-inset px-3 py-[9px] font-mono text-meta leading-[19px] tracking-[-0.02em] wrap-anywhere whitespace-pre-wrap">
          <SpelledText text={message} />
        </p>
      )}
    </Block>
  );
}

function Found({ found, onSelect }: { found: Evidence; onSelect: (target: RowTarget) => void }) {
  const { value, target } = found;
  const text = <Untrusted text={value} />;
  if (!target) return text;
  return (
    <button
      type="button"
      onClick={() => onSelect(target)}
      className="-my-0.5 min-h-6 cursor-pointer text-left text-accent underline decoration-accent-line underline-offset-2 hover:decoration-accent"
    >
      {text}
    </button>
  );
}
