/** Runs a command; what it throws is told in its sentence, with status 1. */
export async function orExplain(command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

/** Bytes for people. */
export function megabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${Math.round(bytes / 1_000_000)} MB`;
}
