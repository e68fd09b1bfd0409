import type { LucideIcon } from 'lucide-react';

/** An icon without a name of its own: what it means stands beside it as text or in the label of its button. */
export function Icon({ of: Glyph, size = 16, className }: { of: LucideIcon; size?: number; className?: string }) {
  return (
    <Glyph
      size={size}
      strokeWidth={size < 14 ? 1.75 : 1.5}
      aria-hidden
      focusable={false}
      className={`shrink-0 ${className ?? ''}`}
    />
  );
}
