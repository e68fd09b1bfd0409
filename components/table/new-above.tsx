'use client';

import { ArrowUp } from 'lucide';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

/** Says how many rows came above the one that was first when the list was last at its top, and leads to them. */
export function NewAbove({
  ids,
  held,
  top,
  onShow,
}: {
  ids: readonly string[];
  held: boolean;
  top: number;
  onShow: () => void;
}) {
  const first = ids[0];
  const [seen, setSeen] = useState(first);
  if (!held && seen !== first) setSeen(first);
  const count = held && seen !== undefined ? ids.indexOf(seen) : 0;
  if (count <= 0) return null;
  return (
    <div style={{ top }} className="sticky z-20 h-0">
      <Button
        variant="primary"
        size="sm"
        onClick={onShow}
        className="absolute top-[36px] left-1/2 -translate-x-1/2 rounded-pop! shadow-knob"
      >
        <Icon of={ArrowUp} size={12} />
        {count} new
      </Button>
    </div>
  );
}
