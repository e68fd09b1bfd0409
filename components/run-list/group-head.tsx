import type { RunGrouping } from '#lib/contract/run-list-params.ts';

/** Looks of the columns of groups, of numbers and of times. */
export const CELL = 'min-w-0 pr-3.5';
export const NUMBER = `${CELL} text-right max-desk:hidden`;
export const TIME = `${CELL} whitespace-nowrap max-desk:hidden`;

/** Heads of the columns of groups. */
export function GroupHead({ by }: { by: RunGrouping }) {
  const heads = [
    { name: by === 'thread' ? 'Thread' : 'Failure', className: `${CELL} pl-gutter` },
    { name: 'Runs', className: NUMBER },
    { name: 'Failed', className: NUMBER },
    { name: 'First seen', className: TIME },
    { name: 'Last seen', className: TIME },
    { name: by === 'thread' ? 'Newest run' : 'Newest run, at the step that failed', className: `${CELL} truncate` },
  ];
  return heads.map(({ name, className }) => (
    <div key={name} role="columnheader" className={className}>
      {name}
    </div>
  ));
}
