'use client';

import { ChevronRight } from 'lucide';
import { type ReactNode, useState } from 'react';
import { Icon } from '../ui/icon.tsx';

/** Fields that few need: folded until one is filled in or at fault. */
export function FormSection({
  title,
  about,
  open,
  faulty,
  children,
}: {
  title: string;
  about: string;
  /** Whether it begins open. */
  open: boolean;
  faulty: boolean;
  children: ReactNode;
}) {
  const [shown, setShown] = useState(open);
  const unfolded = shown || faulty;
  return (
    <details
      open={unfolded}
      onToggle={(event) => setShown(event.currentTarget.open)}
      className="group min-w-0 border-t border-line"
    >
      <summary className="flex min-h-9 cursor-pointer items-center gap-x-2 py-1.5 hover:text-ink pointer-coarse:min-h-11">
        <Icon of={ChevronRight} size={14} className="text-ink-3 group-open:rotate-90" />
        <span className="font-medium whitespace-nowrap">{title}</span>
        <span className="min-w-0 truncate text-meta text-ink-2">{about}</span>
      </summary>
      <div className="grid min-w-0 gap-3 pt-1 pb-4">{children}</div>
    </details>
  );
}
