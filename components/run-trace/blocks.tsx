import { Skeleton } from '../ui/skeleton.tsx';

/** Stands where a part of the detail is loading. */
export function Blocks({ label }: { label: string }) {
  return (
    <div role="group" aria-busy aria-label={label} className="grid gap-3 py-2">
      <Skeleton className="w-2/5" />
      <Skeleton className="w-full" />
      <Skeleton className="w-11/12" />
      <Skeleton className="w-3/5" />
    </div>
  );
}
