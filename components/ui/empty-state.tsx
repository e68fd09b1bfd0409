import type { ReactNode } from 'react';
import { withoutTurns } from './bidi.tsx';

/** What stands where nothing is: the name of what was looked for, why it is not there, and what to do. */
export function EmptyState({
  title,
  icon,
  children,
  actions,
}: {
  title: string;
  icon?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="grid min-h-[250px] place-items-center content-center gap-1.5 p-6 text-center">
      {icon}
      <h2 className="text-[15px] leading-[22px] font-semibold tracking-[-0.012em]">{withoutTurns(title)}</h2>
      {children ? <div className="max-w-[58ch] text-balance wrap-anywhere text-ink-2">{children}</div> : null}
      {actions ? (
        <div className="mt-2.5 flex flex-wrap justify-center gap-2 pointer-coarse:[&>:is(a,button)]:h-11">
          {actions}
        </div>
      ) : null}
    </div>
  );
}
