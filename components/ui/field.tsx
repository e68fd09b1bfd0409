import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

/** What the control inside a field carries. */
export interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** Class names of text inputs, selects and text areas. */
export const INPUT =
  'w-full min-w-0 rounded-control border border-line-strong bg-inset px-2 text-ui text-ink aria-invalid:border-fail pointer-coarse:min-h-11';

/** One line of input. */
export const LINE_INPUT = `${INPUT} h-control`;
/** Several lines, in the letters of code. */
export const TEXT_INPUT = `${INPUT} resize-y py-1.5 font-mono text-meta leading-[19px]`;

/** A labelled control with a hint and, where it is filled in wrongly, what is wrong. */
export function Field({
  label,
  note,
  hint,
  fault,
  className,
  children,
}: {
  label: string;
  /** At the right of the label: a count, a unit. */
  note?: ReactNode;
  hint?: ReactNode;
  fault?: string | null | undefined;
  className?: string;
  children: (control: ControlProps) => ReactNode;
}) {
  const id = useId();
  const about = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ');
  return (
    <div className={classNames('grid min-w-0 content-start gap-1', className)}>
      <div className="flex items-baseline gap-2">
        <label htmlFor={id} className="min-w-0 flex-1 text-meta font-medium">
          {label}
        </label>
        {note === undefined ? null : <span className="flex-none text-micro text-ink-3">{note}</span>}
      </div>
      {children({ id, 'aria-describedby': about || undefined, 'aria-invalid': fault ? true : undefined })}
      {fault ? (
        <p id={`${id}-fault`} className="text-meta wrap-anywhere text-fail">
          {fault}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="text-meta text-ink-2">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
