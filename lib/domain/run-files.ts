import { imagesOfCall } from './call-images.ts';
import type { Json } from './json.ts';
import { isJsonObject } from './json.ts';
import type { Message } from './message.ts';
import type { Run } from './run.ts';
import type { Step } from './step.ts';

/** What a place says of a file: it came with the run or a message, was made, shown, linked, found by a search, or cited. */
export type FileRole = 'given' | 'attached' | 'made' | 'shown' | 'linked' | 'found' | 'cited';

/** A place where a file occurs, once however often it does there. `id` is that of the step or message. */
export interface FilePlace {
  role: FileRole;
  in: 'run' | 'step' | 'message';
  id: string;
  times: number;
}

/** A file that a run has to do with. */
export interface RunFile {
  id: string;
  /** As a search result gave it; null where none did. */
  name: string | null;
  places: FilePlace[];
}

/** Every file named in a run, its steps and messages, in the order in which they come across. */
export function runFiles(run: Run, steps: readonly Step[], messages: readonly Message[]): RunFile[] {
  const found = new FoundFiles();
  for (const id of [...run.fileIds, ...codeFiles(run.toolResources)]) found.add(id, 'given', 'run', run.id);
  for (const message of messages) addAttachments(found, message);
  for (const step of steps) addStep(found, step);
  for (const message of messages) addContent(found, message);
  return found.list();
}

/** Roles of files that belong to the run; those that a search found are of a library and stay there. */
const OWN: ReadonlySet<FileRole> = new Set(['made', 'shown', 'attached', 'given', 'linked']);

/** Whether a file belongs to the run: it was given to it, made, shown, attached or linked. */
export function isOwnFile(file: RunFile): boolean {
  return file.places.some(({ role }) => OWN.has(role));
}

/** How many files `runFiles` gives, at a fraction of the cost. */
export function countFiles(run: Run, steps: readonly Step[], messages: readonly Message[]): number {
  const ids = new Set<string | null>([...run.fileIds, ...codeFiles(run.toolResources)]);
  const found = { add: (id: string | null) => void ids.add(id) };
  for (const message of messages) {
    addAttachments(found, message);
    addContent(found, message);
  }
  for (const step of steps) addStep(found, step);
  ids.delete(null);
  ids.delete('');
  return ids.size;
}

/** Names of files as the search results of these steps give them. */
export function searchedNames(steps: readonly Step[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const step of steps) {
    for (const call of step.calls) {
      if (call.kind !== 'file_search') continue;
      for (const { fileId, fileName } of call.results ?? []) if (fileId && fileName) names.set(fileId, fileName);
    }
  }
  return names;
}

/** How often messages cite the file. */
export function timesCited(file: RunFile): number {
  return file.places.reduce((sum, place) => sum + (place.role === 'cited' ? place.times : 0), 0);
}

/** Where the file came from, where that is known: it was uploaded, or the run made it. */
export function originOf(file: RunFile): 'uploaded' | 'made' | null {
  if (file.places.some(({ role }) => role === 'made')) return 'made';
  return file.places.some(({ role }) => role === 'given' || role === 'attached') ? 'uploaded' : null;
}

/** Takes files as they come across. */
interface FileSink {
  add: (id: string | null, role: FileRole, where: FilePlace['in'], whereId: string, name?: string | null) => void;
}

class FoundFiles implements FileSink {
  readonly #files = new Map<string, { file: RunFile; places: Map<string, FilePlace> }>();

  add(id: string | null, role: FileRole, where: FilePlace['in'], whereId: string, name: string | null = null): void {
    if (id === null || id === '') return;
    let known = this.#files.get(id);
    if (!known) {
      known = { file: { id, name: null, places: [] }, places: new Map() };
      this.#files.set(id, known);
    }
    if (name !== null && name !== '') known.file.name ??= name;
    const key = `${role} ${where} ${whereId}`;
    const place = known.places.get(key);
    if (place) {
      place.times += 1;
      return;
    }
    const fresh = { role, in: where, id: whereId, times: 1 };
    known.places.set(key, fresh);
    known.file.places.push(fresh);
  }

  list(): RunFile[] {
    return [...this.#files.values()].map(({ file }) => file);
  }
}

function addAttachments(found: FileSink, message: Message): void {
  for (const { fileId } of message.attachments) found.add(fileId, 'attached', 'message', message.id);
}

function addStep(found: FileSink, step: Step): void {
  for (const call of step.calls) {
    const role = call.kind === 'code_interpreter' ? 'made' : 'shown';
    for (const file of imagesOfCall(call)) found.add(file, role, 'step', step.id);
    if (call.kind === 'file_search') {
      for (const { fileId, fileName } of call.results ?? []) found.add(fileId, 'found', 'step', step.id, fileName);
    }
  }
}

function addContent(found: FileSink, message: Message): void {
  for (const part of message.content) {
    if (part.type === 'image_file') found.add(part.fileId, 'shown', 'message', message.id);
    if (part.type !== 'text') continue;
    for (const { type, fileId } of part.annotations) {
      // A path is a link that the code interpreter wrote for a file of its own.
      const made = type === 'file_path' && message.role !== 'user';
      found.add(fileId, type === 'file_citation' ? 'cited' : made ? 'made' : 'linked', 'message', message.id);
    }
  }
}

function codeFiles(resources: Json): string[] {
  const code = isJsonObject(resources) ? resources.code_interpreter : null;
  const ids = isJsonObject(code) ? code.file_ids : null;
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}
