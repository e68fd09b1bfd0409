'use client';

import type { TraceAccess } from '#lib/client/trace-access.ts';
import { EXPORT_FORMATS, type ExportFormat } from '#lib/domain/export-format.ts';
import { shortId } from '#lib/domain/ids.ts';
import type { Run } from '#lib/domain/run.ts';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/commands.tsx';
import { ExportMenu } from '../export/export-menu.tsx';
import type * as ExportOne from '../export/export-one.ts';
import { FORMAT_WORDS } from '../export/format-words.ts';
import { toast } from '../ui/toast.ts';

/** The ways to take the run out of Runlens, as a menu and in the palette; nothing for readers who may not. */
export function ExportButton({ access, run }: { access: TraceAccess; run: Run }) {
  const { exportPath } = access;
  const download = (format: ExportFormat) => void act((one) => exportPath && one.downloadOne(exportPath(format)));
  const copy = () => void act((one) => exportPath && one.copyOne(exportPath('md')));
  const rest = { keys: [], group: 'Export', enabled: exportPath !== null } as const;
  useCommands([
    ...EXPORT_FORMATS.map((format): Command => {
      const does = `Export the run as ${FORMAT_WORDS[format].name}`;
      return { ...rest, id: `export-${format}`, does, run: () => download(format) };
    }),
    { ...rest, id: 'export-copy', does: 'Copy the run as Markdown', run: copy },
  ]);
  if (exportPath === null) return null;
  return <ExportMenu name={`Export ${shortId(run.id)}`} onExport={download} onCopy={copy} />;
}

/** What exports is fetched when it is first wanted. */
async function act(does: (one: typeof ExportOne) => unknown): Promise<void> {
  const one = await import('../export/export-one.ts').catch(() => null);
  if (one) does(one);
  else toast('The Runlens server did not answer');
}
