import { classNames } from './class-names.ts';

/** Stands where a value is loading. Width, and height when it is not a line of text, come from `className`. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames('block h-2 animate-pulse rounded-[3px] bg-idle-soft motion-reduce:animate-none', className)}
    />
  );
}
