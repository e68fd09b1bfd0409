import type { ReactNode } from 'react';

export interface Field {
  label: string;
  value: ReactNode;
}

/** Labelled values, one on a line. A value that is null, undefined or an empty text stands as –. */
export function FieldList({ fields }: { fields: Field[] }) {
  return (
    <dl className="text-meta">
      {fields.map(({ label, value }, i) => (
        <div
          key={`${i} ${label}`}
          className="grid grid-cols-[minmax(96px,170px)_minmax(0,1fr)] gap-x-3 border-b border-line py-1.5 last:border-b-0"
        >
          <dt className="wrap-anywhere text-ink-2">{label}</dt>
          <dd className="min-w-0 wrap-anywhere">
            {value === null || value === undefined || value === '' ? <span className="text-ink-3">–</span> : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
