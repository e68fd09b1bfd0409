'use client';

import { Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useState } from 'react';
import { carriesFiles, droppedFiles, type NamedFile } from '#lib/client/dropped-files.ts';
import { onImportWanted } from '#lib/client/import-signal.ts';
import { leavePage } from '#lib/client/leaving.ts';
import { looksImportable } from '#lib/client/pasted-json.ts';
import { routes } from '#lib/contract/routes.ts';
import { useCommands } from '../commands/commands.tsx';
import { Icon } from '../ui/icon.tsx';
import { toast } from '../ui/toast.ts';

const FIELDS = 'input, textarea, select, [contenteditable]';

/** Takes files dropped on any page, and JSON pasted anywhere but into a field, to be imported. */
export function ImportAnywhere() {
  const router = useRouter();
  const [over, setOver] = useState(false);
  const show = () => {
    leavePage();
    router.push(routes.import());
  };
  const begin = async (files: readonly NamedFile[]) => {
    // The rest of the import's code comes when there is something to import.
    const { isImporting, startImport } = await import('#lib/client/import-session.ts');
    if (isImporting()) toast('Another import is under way');
    else if (files.length === 0) toast('There is no file in what was dropped');
    else void startImport(files);
    show();
  };
  useCommands([{ id: 'import', keys: [], does: 'Import files or pasted JSON', group: 'Import', run: show }]);

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
    void droppedFiles(event.dataTransfer).then(begin);
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
    <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-canvas/80 p-6">
      <div className="grid w-full max-w-[560px] justify-items-center gap-2 rounded-pop border-2 border-dashed border-accent bg-raised px-6 py-12 text-center shadow-pop">
        <Icon of={Upload} size={22} className="text-accent" />
        <p className="text-lead font-semibold tracking-[-0.012em]">Drop to import</p>
        <p className="text-ink-2">Files, folders and zips of runs, recorded traffic or Runlens exports</p>
      </div>
    </div>
  );
}

function asFile(text: string): NamedFile[] {
  return [{ name: 'pasted text', file: new Blob([text]) }];
}
