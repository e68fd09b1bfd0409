import type { CSSProperties, ReactNode } from 'react';

export interface Column<Row> {
  head: string;
  /** Of the grid, such as `minmax(0,2fr)`. */
  track: string;
  cell: (row: Row) => ReactNode;
}

/**
 * Rows under heads; on a phone each row stands as lines, with the head before each value. It is a table by its roles, because
 * browsers take them from a `<table>` that is drawn in another way. The last column's head may be empty: buttons.
 */
export function DataTable<Row>({
  label,
  columns,
  rows,
  keyOf,
}: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}) {
  const style = { '--tracks': columns.map(({ track }) => track).join(' ') } as CSSProperties;
  const line = 'gap-x-4 px-3 desk:grid desk:grid-cols-(--tracks) desk:items-center';
  return (
    <div role="table" aria-label={label} style={style} className="text-ui">
      <div
        role="row"
        className={`${line} h-head border-b border-line bg-inset text-micro font-medium text-ink-2 max-desk:sr-only`}
      >
        {columns.map(({ head }) => (
          <span key={head} role="columnheader" className="truncate">
            {head || <span className="sr-only">Actions</span>}
          </span>
        ))}
      </div>
      {rows.map((row) => (
        <div
          key={keyOf(row)}
          role="row"
          className={`${line} border-b border-line py-1.5 last:border-b-0 max-desk:py-2.5`}
        >
          {columns.map(({ head, cell }) => (
            <div key={head} role="cell" className="flex min-w-0 items-baseline gap-2 max-desk:py-0.5">
              {head === '' ? null : (
                <span aria-hidden className="w-[84px] flex-none text-meta text-ink-3 desk:hidden">
                  {head}
                </span>
              )}
              <div className="min-w-0 wrap-anywhere [&_time]:whitespace-normal">{cell(row)}</div>
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
