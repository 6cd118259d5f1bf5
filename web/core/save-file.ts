/** Gives a file to the browser's downloads; returns its name. */
export function saveFile(file: File): string {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return file.name;
}
