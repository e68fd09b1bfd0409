/** Tells the runs of all sources apart. */
export function runId({ source, key }: { source: string; key: string }): string {
  return `${source} ${key}`;
}

/** The run that an id stands for. */
export function runOfId(id: string): { source: string; key: string } {
  const [source = '', key = ''] = id.split(' ');
  return { source, key };
}
