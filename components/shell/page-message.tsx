import type { ComponentProps } from 'react';
import { EmptyState } from '../ui/empty-state.tsx';
import { MAIN_ID } from './skip-link.tsx';

/** A page that is one message: not found, or an error. */
export function PageMessage(props: ComponentProps<typeof EmptyState>) {
  return (
    <main id={MAIN_ID} tabIndex={-1} className="grid min-h-0 place-items-center overflow-auto">
      <h1 className="sr-only">Runlens</h1>
      <EmptyState {...props} />
    </main>
  );
}
