'use client';

import { Fragment, type ReactNode } from 'react';
import { withoutTurns } from './bidi.tsx';
import { Folded } from './disclosure.tsx';

export interface Field {
  label: string;
  value: ReactNode;
}

/** More fields without a value than these are folded. */
const FEW = 2;

/**
 * Labelled values, one on a line. A value that is null, undefined or an empty text stands as –; where that is so of many they
 * are folded below the others. `name` is that of the folded ones among the places of the page.
 */
export function FieldList({ fields, name = 'fields' }: { fields: Field[]; name?: string }) {
  const missing = fields.filter(isMissing);
  if (missing.length <= FEW) return <Lines fields={fields} />;
  return (
    <>
      <Lines fields={fields.filter((field) => !isMissing(field))} />
      <Folded
        name={name}
        title={`${missing.length} without a value`}
        look="border-t border-line text-meta first:border-t-0"
        titleLook="cursor-pointer py-1.5 text-ink-3 hover:text-ink"
      >
        <Lines fields={missing} />
      </Folded>
    </>
  );
}

function Lines({ fields }: { fields: Field[] }) {
  if (fields.length === 0) return null;
  return (
    <dl className="grid grid-cols-[minmax(96px,170px)_minmax(0,1fr)] text-meta *:border-b *:border-line *:py-1.5 *:wrap-anywhere *:last-of-type:border-b-0">
      {fields.map((field, i) => (
        <Fragment key={`${i} ${field.label}`}>
          <dt className="pr-3 text-ink-2">{withoutTurns(field.label)}</dt>
          <dd className={isMissing(field) ? 'text-ink-3' : 'min-w-0'}>{isMissing(field) ? '–' : field.value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function isMissing({ value }: Field): boolean {
  return value === null || value === undefined || value === '';
}
