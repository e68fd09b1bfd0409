/** Has the browser save a file. */
export function saveFile(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has its own hold on the file once the download has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
