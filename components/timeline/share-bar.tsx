/** A stretch inside a whole, on the full width of its place; for a bar that has no timeline around it. */
export function ShareBar({ start, end, className }: { start: number; end: number; className: string }) {
  const from = Math.max(0, Math.min(1, start)) * 100;
  const to = Math.max(0, Math.min(1, end)) * 100;
  return (
    <span
      aria-hidden
      className={`absolute inset-y-0 rounded-bar ${className}`}
      style={{ left: `min(${from}%, calc(100% - 3px))`, width: `${Math.max(0, to - from)}%`, minWidth: 3 }}
    />
  );
}
