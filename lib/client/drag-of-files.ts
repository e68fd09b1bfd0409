/** A file or folder of a drop. */
export interface DroppedItem {
  entry: FileSystemEntry | null;
  file: File | null;
}

/** Whether a drag carries files, as opposed to text or a link of the page. */
export function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** What was dropped. Call it while the drop is being handled: browsers take it away when that is over. */
export function droppedItems(transfer: DataTransfer): DroppedItem[] {
  const items = Array.from(transfer.items).filter(({ kind }) => kind === 'file');
  return items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
}
