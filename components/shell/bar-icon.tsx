/** An icon of the bar of every page, drawn here so that no script is loaded for it. `path` is on a square of 24. */
export function BarIcon({ path }: { path: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={16}
      height={16}
      fill="none"
      stroke="currentColor"
      strokeWidth={2.25}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      focusable={false}
    >
      <path d={path} />
    </svg>
  );
}
