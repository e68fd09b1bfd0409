import 'server-only';
import type { Message } from '../../domain/message.ts';
import type { Run } from '../../domain/run.ts';
import { questionOf } from '../../domain/run-question.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { readPages } from './read-pages.ts';

/**
 * The user's messages that a run answers, oldest first, out of the newest `pages` pages of 100 messages of its thread; none
 * where they hold none. Throws like the reader.
 */
export async function readQuestion(
  reader: SourceReader,
  { id, threadId, createdAt }: Pick<Run, 'id' | 'threadId' | 'createdAt'>,
  pages: number,
  signal: AbortSignal,
): Promise<Message[]> {
  if (threadId === null) return [];
  const read: Message[] = [];
  const newestFirst = readPages(
    (cursor) => reader.listMessages(threadId, { cursor, limit: 100, order: 'desc' }, signal),
    pages,
  );
  for await (const page of newestFirst) {
    read.push(...page);
    const question = questionOf({ id, createdAt }, read, true);
    if (question.whole) return question.messages;
  }
  return questionOf({ id, createdAt }, read, false).messages;
}
