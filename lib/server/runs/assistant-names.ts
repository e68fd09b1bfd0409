import 'server-only';
import type { Run } from '../../domain/run.ts';
import { processState } from '../process-state.ts';
import type { SourceReader } from '../upstream/dialect.ts';

const TTL = 10 * 60_000;
const MOST = 2000;

interface Entry {
  name: Promise<string | null>;
  at: number;
}

const entries = () => processState('assistant-names', () => new Map<string, Entry>());

/**
 * Fills `assistantName`. Each assistant is asked once in ten minutes; one that cannot be read stays null.
 * Waits at most `patience` ms, so a slow source costs the name and not the page.
 */
export async function withAssistantName(run: Run, reader: SourceReader, patience = 1500): Promise<Run> {
  if (run.assistantId === null || run.assistantName !== null) return run;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  const name = await Promise.race([assistantName(run.assistantId, reader), late]);
  clearTimeout(timer);
  return name === null ? run : { ...run, assistantName: name };
}

function assistantName(id: string, reader: SourceReader): Promise<string | null> {
  const known = entries();
  const key = `${reader.source} ${id}`;
  const entry = known.get(key);
  if (entry && Date.now() - entry.at < TTL) return entry.name;
  const name = reader.getAssistant(id, AbortSignal.timeout(15_000)).then(
    (assistant) => assistant.name,
    () => null,
  );
  if (known.size >= MOST) known.delete(known.keys().next().value ?? '');
  known.set(key, { name, at: Date.now() });
  return name;
}
