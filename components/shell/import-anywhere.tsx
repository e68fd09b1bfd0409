'use client';

import { useRouter } from 'next/navigation';
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react';
import { carriesFiles, type DroppedItem, droppedItems } from '#lib/client/drag-of-files.ts';
import type { NamedFile } from '#lib/client/dropped-files.ts';
import { onImportWanted } from '#lib/client/import-signal.ts';
import { leavePage } from '#lib/client/leaving.ts';
import { looksImportable } from '#lib/client/pasted-json.ts';
import { routes } from '#lib/contract/routes.ts';
import { settingsRoute } from '#lib/contract/settings-routes.ts';
import { useCommands } from '../commands/commands.tsx';
import { toast } from '../ui/toast.ts';

const DropHint = lazy(async () => ({ default: (await import('./drop-hint.tsx')).DropHint }));

const FIELDS = 'input, textarea, select, [contenteditable]';

/** Takes files dropped on any page, and JSON pasted anywhere but into a field, to be imported; leads to the settings. */
export function ImportAnywhere() {
  const router = useRouter();
  const [over, setOver] = useState(false);
  const go = (to: Parameters<typeof router.push>[0]) => {
    leavePage();
    router.push(to);
  };
  const show = () => go(routes.import());
  const begin = async (files: readonly NamedFile[]) => {
    // The rest of the import's code comes when there is something to import.
    const { isImporting, startImport } = await import('#lib/client/import-session.ts');
    if (isImporting()) toast('Another import is under way');
    else if (files.length === 0) toast('There is no file in what was dropped');
    else void startImport(files);
    show();
  };
  const importDropped = async (items: readonly DroppedItem[]) => {
    const { droppedFiles } = await import('#lib/client/dropped-files.ts');
    await begin(await droppedFiles(items));
  };
  useCommands([
    { id: 'import', keys: [], does: 'Import files or pasted JSON', group: 'Import', run: show },
    { id: 'settings', keys: [], does: 'Settings, access tokens', group: 'This list', run: () => go(settingsRoute()) },
  ]);

  const onDrag = useEffectEvent((event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    if (event.type === 'dragover') setOver(true);
    // Leaving for nowhere is leaving the window; leaving for another element is not.
    if (event.type === 'dragleave' && !event.relatedTarget) setOver(false);
  });
  const onDrop = useEffectEvent((event: DragEvent) => {
    setOver(false);
    if (!event.dataTransfer || !carriesFiles(event)) return;
    event.preventDefault();
    void importDropped(droppedItems(event.dataTransfer));
  });
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.defaultPrevented || target?.closest(FIELDS) || !event.clipboardData) return;
    const files = Array.from(event.clipboardData.files, (file) => ({ name: file.name, file }));
    const text = event.clipboardData.getData('text/plain');
    if (files.length > 0) void begin(files);
    else if (looksImportable(text)) void begin(asFile(text));
    else return;
    event.preventDefault();
  });
  const onWanted = useEffectEvent((text: string) => void begin(asFile(text)));
  // Outside React: drags, pastes and handed over texts anywhere in the window.
  useEffect(() => {
    const drag = (event: DragEvent) => onDrag(event);
    const drop = (event: DragEvent) => onDrop(event);
    const paste = (event: ClipboardEvent) => onPaste(event);
    for (const name of ['dragenter', 'dragover', 'dragleave'] as const) window.addEventListener(name, drag);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    const withdraw = onImportWanted((text) => onWanted(text));
    return () => {
      for (const name of ['dragenter', 'dragover', 'dragleave'] as const) window.removeEventListener(name, drag);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
      withdraw();
    };
  }, []);

  if (!over) return null;
  return (
    <Suspense>
      <DropHint />
    </Suspense>
  );
}

function asFile(text: string): NamedFile[] {
  return [{ name: 'pasted text', file: new Blob([text]) }];
}
