import type { DroppedItem } from './drag-of-files.ts';

/** A file with the path that it has in what was chosen or dropped. */
export interface NamedFile {
  name: string;
  file: Blob;
}

/** All files of a drop, those in folders with their paths. Folders that cannot be read are passed over. */
export async function droppedFiles(entries: readonly DroppedItem[]): Promise<NamedFile[]> {
  const found: NamedFile[] = [];
  for (const { entry, file } of entries) {
    if (entry?.isDirectory) await readEntry(entry, found);
    else if (file) found.push({ name: file.name, file });
  }
  return found;
}

/** Files of a field, with their paths where a folder was chosen. */
export function chosenFiles(list: FileList | null): NamedFile[] {
  return Array.from(list ?? [], (file) => ({ name: file.webkitRelativePath || file.name, file }));
}

async function readEntry(entry: FileSystemEntry, found: NamedFile[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File | null>((resolve) => {
      (entry as FileSystemFileEntry).file(resolve, () => resolve(null));
    });
    if (file) found.push({ name: entry.fullPath.replace(/^\//, ''), file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A reader gives some entries at a time, and none when there are no more.
    const entries = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (entries.length === 0) return;
    for (const inner of entries) await readEntry(inner, found);
  }
}
