'use client';

import { Download } from 'lucide';
import { lazy, Suspense } from 'react';
import type { ExportFormat } from '#lib/domain/export-format.ts';
import type { ButtonVariant } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { MenuButton } from '../ui/menu-button.tsx';

const items = () => import('./export-items.tsx');
const Items = lazy(async () => ({ default: (await items()).ExportItems }));

/** The button that opens the ways to take runs out of Runlens; what it offers is fetched when it is about to be opened. */
export function ExportMenu({
  name,
  variant,
  onExport,
  onCopy,
}: {
  /** What is exported, in the button's name: `Export run_a`. */
  name: string;
  variant?: ButtonVariant;
  onExport: (format: ExportFormat) => void;
  /** Puts the Markdown on the clipboard; not offered without it. */
  onCopy?: () => void;
}) {
  return (
    <MenuButton
      label="Export"
      name={name}
      icon={<Icon of={Download} size={14} />}
      variant={variant ?? 'default'}
      // What fails here is told when the menu is opened.
      onWanted={() => void items().catch(() => undefined)}
    >
      <Suspense fallback={<p className="px-2 py-1.5 text-meta text-ink-2">Loading…</p>}>
        <Items name={name} onExport={onExport} onCopy={onCopy} />
      </Suspense>
    </MenuButton>
  );
}
