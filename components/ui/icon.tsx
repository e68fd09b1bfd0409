import type { IconNode } from 'lucide';
import { iconPath } from './icon-path.ts';

/** Of the 24 units that an icon is wide: 1.5 px at its usual size of 16 px. */
const STROKE = 2.25;

/** An icon without a name of its own: what it means stands beside it as text or in the label of its button. */
export function Icon({ of: icon, size = 16, className }: { of: IconNode; size?: number; className?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={STROKE}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable={false}
      className={`shrink-0 ${className ?? ''}`}
    >
      <path d={iconPath(icon)} />
    </svg>
  );
}
