'use client';

import { openOmnibox } from '#lib/client/omnibox-signal.ts';
import { Button } from '../ui/button.tsx';

/** Puts the keyboard into the omnibox. */
export function OpenByIdButton({ label = 'Open by ID', small = false }: { label?: string; small?: boolean }) {
  return (
    <Button variant={small ? 'default' : 'primary'} size={small ? 'sm' : 'md'} onClick={openOmnibox}>
      {label}
    </Button>
  );
}
