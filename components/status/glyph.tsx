import { Fragment, type ReactNode } from 'react';

const HOLLOW = 'var(--color-panel)';

/** One silhouette for each status: told apart without colour. Solid ones are those that need attention. */
const SHAPES = new Map<string, ReactNode>([
  ['queued', <circle key="0" cx="8" cy="8" r="5.7" strokeDasharray="2.2 2.28" />],
  [
    'in_progress',
    <Fragment key="0">
      <path d="M8 2.3A5.7 5.7 0 1 1 2.3 8" />
      <circle cx="8" cy="8" r="1.6" fill="currentColor" stroke="none" />
    </Fragment>,
  ],
  [
    'requires_action',
    <Fragment key="0">
      <rect x="2" y="2" width="12" height="12" rx="2.6" fill="currentColor" stroke="none" />
      <path d="M6.2 5.5v5M9.8 5.5v5" stroke={HOLLOW} strokeWidth="1.8" />
    </Fragment>,
  ],
  [
    'cancelling',
    <Fragment key="0">
      <circle cx="8" cy="8" r="5.7" strokeDasharray="2.2 2.28" />
      <rect x="6" y="6" width="4" height="4" rx=".6" fill="currentColor" stroke="none" />
    </Fragment>,
  ],
  [
    'cancelled',
    <Fragment key="0">
      <circle cx="8" cy="8" r="5.7" />
      <path d="m4.1 11.9 7.8-7.8" />
    </Fragment>,
  ],
  [
    'failed',
    <Fragment key="0">
      <path d="M5.3 1.6h5.4l3.7 3.7v5.4l-3.7 3.7H5.3l-3.7-3.7V5.3z" fill="currentColor" stroke="none" />
      <path d="m5.9 5.9 4.2 4.2m0-4.2-4.2 4.2" stroke={HOLLOW} strokeWidth="1.7" />
    </Fragment>,
  ],
  [
    'completed',
    <Fragment key="0">
      <circle cx="8" cy="8" r="5.7" />
      <path d="m5.5 8.2 1.8 1.8 3.3-3.7" />
    </Fragment>,
  ],
  [
    'incomplete',
    <Fragment key="0">
      <path d="M8 2.3 14.3 13.4H1.7z" fill="currentColor" />
      <path d="M8 6.6v3M8 11.6v.05" stroke={HOLLOW} strokeWidth="1.7" />
    </Fragment>,
  ],
  ['expired', <path key="0" d="M4 2h8M4 14h8M4.8 2v2.3L8 8l3.2-3.7V2M4.8 14v-2.3L8 8l3.2 3.7V14" />],
]);

const UNKNOWN = (
  <>
    <circle cx="8" cy="8" r="5.7" />
    <path d="M6.5 6.6a1.5 1.5 0 1 1 2.2 1.4c-.5.3-.7.5-.7 1M8 11v.05" />
  </>
);

/** Draws a status in the colour of the text around it. Says nothing to screen readers. */
export function Glyph({ status, size }: { status: string; size: number }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden
      focusable={false}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`block shrink-0 ${status === 'in_progress' ? 'animate-spin motion-reduce:animate-none' : ''}`}
    >
      {SHAPES.get(status) ?? UNKNOWN}
    </svg>
  );
}
