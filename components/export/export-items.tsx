'use client';

import { Copy, FileJson, FileText, List } from 'lucide';
import { EXPORT_FORMATS, type ExportFormat } from '#lib/domain/export-format.ts';
import { Icon } from '../ui/icon.tsx';
import { MenuItem, MenuItems } from '../ui/menu-items.tsx';
import { FORMAT_WORDS } from './format-words.ts';

const ICONS = { json: FileJson, md: FileText, jsonl: List };

/** The formats, and the clipboard where that is offered. */
export function ExportItems({
  name,
  onExport,
  onCopy,
}: {
  name: string;
  onExport: (format: ExportFormat) => void;
  onCopy: (() => void) | undefined;
}) {
  return (
    <MenuItems label={name}>
      {EXPORT_FORMATS.map((format) => (
        <MenuItem
          key={format}
          icon={<Icon of={ICONS[format]} />}
          label={FORMAT_WORDS[format].name}
          about={FORMAT_WORDS[format].about}
          onChoose={() => onExport(format)}
        />
      ))}
      {onCopy ? (
        <MenuItem icon={<Icon of={Copy} />} label="Copy Markdown" about="To the clipboard" onChoose={onCopy} />
      ) : null}
    </MenuItems>
  );
}
