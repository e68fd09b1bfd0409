import type { LucideIcon } from 'lucide-react';

/** Of the 24 units that an icon is wide: 1.5 px at its usual size of 16 px. */
const STROKE = 2.25;

/** An icon without a name of its own: what it means stands beside it as text or in the label of its button. */
export function Icon({ of: Glyph, size = 16, className }: { of: LucideIcon; size?: number; className?: string }) {
  return (
    <Glyph size={size} strokeWidth={STROKE} aria-hidden focusable={false} className={`shrink-0 ${className ?? ''}`} />
  );
}
