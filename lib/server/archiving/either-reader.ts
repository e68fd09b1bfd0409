import 'server-only';
import { type Failure, type FailureCode, isFailure } from '../../domain/failure.ts';
import { isJsonObject } from '../../domain/json.ts';
import type { SourceReader } from '../upstream/dialect.ts';

/**
 * Reads the source and, where that fails, the archive; what neither has fails as the source did, and so does a list of
 * which nothing is kept. `instead` hears of each failure for which the archive answered, and whether it was about the run
 * itself; failures in `final` are given at once.
 */
export function eitherReader(
  live: SourceReader,
  archived: SourceReader,
  final: readonly FailureCode[],
  instead: (failure: Failure, ofRun: boolean) => unknown,
): SourceReader {
  const either = async <T>(ask: (reader: SourceReader) => Promise<T>, ofRun = false): Promise<T> => {
    try {
      return await ask(live);
    } catch (error) {
      if (!isFailure(error) || final.includes(error.failure.code)) throw error;
      const found = await ask(archived).catch(() => {
        throw error;
      });
      if (isEmptyPage(found)) throw error;
      await instead(error.failure, ofRun);
      return found;
    }
  };
  return {
    source: live.source,
    runKey: live.runKey,
    parseKey: live.parseKey,
    listThreads: (query, signal) => either((reader) => reader.listThreads(query, signal)),
    getThread: (thread, signal) => either((reader) => reader.getThread(thread, signal)),
    listMessages: (thread, query, signal) => either((reader) => reader.listMessages(thread, query, signal)),
    listRuns: (thread, query, signal) => either((reader) => reader.listRuns(thread, query, signal)),
    getRun: (key, signal) => either((reader) => reader.getRun(key, signal), true),
    pollRun: (key, signal) => either((reader) => reader.pollRun(key, signal), true),
    listRunMessages: (key, query, signal) => either((reader) => reader.listRunMessages(key, query, signal)),
    listSteps: (key, query, signal) => either((reader) => reader.listSteps(key, query, signal)),
    getStep: (key, step, signal) => either((reader) => reader.getStep(key, step, signal)),
    getRaw: (key, target, signal) => either((reader) => reader.getRaw(key, target, signal)),
    getRawOf: (kind, id, signal) => either((reader) => reader.getRawOf(kind, id, signal)),
    getAssistant: (assistant, signal) => either((reader) => reader.getAssistant(assistant, signal)),
    getFile: (file, signal) => either((reader) => reader.getFile(file, signal)),
    getFileContent: (file, signal) => either((reader) => reader.getFileContent(file, signal)),
  };
}

function isEmptyPage(found: unknown): boolean {
  return isJsonObject(found) && Array.isArray(found.items) && found.items.length === 0;
}
