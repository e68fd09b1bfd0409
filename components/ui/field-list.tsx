import { Fragment, type ReactNode } from 'react';

export interface Field {
  label: string;
  value: ReactNode;
}

/** Labelled values, one on a line. A value that is null, undefined or an empty text stands as –. */
export function FieldList({ fields }: { fields: Field[] }) {
  return (
    <dl className="grid grid-cols-[minmax(96px,170px)_minmax(0,1fr)] text-meta *:border-b *:border-line *:py-1.5 *:wrap-anywhere *:last-of-type:border-b-0">
      {fields.map(({ label, value }, i) => {
        const missing = value === null || value === undefined || value === '';
        return (
          <Fragment key={`${i} ${label}`}>
            <dt className="pr-3 text-ink-2">{label}</dt>
            <dd className={missing ? 'text-ink-3' : 'min-w-0'}>{missing ? '–' : value}</dd>
          </Fragment>
        );
      })}
    </dl>
  );
}
