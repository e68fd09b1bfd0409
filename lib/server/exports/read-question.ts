import 'server-only';
import type { Message } from '../../domain/message.ts';
import type { Run } from '../../domain/run.ts';
import { questionOf } from '../../domain/run-question.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { readPages } from './read-pages.ts';

/** Pages of 100 messages that are read back in search of what a run was started for. */
const MOST_PAGES = 20;

/** The messages that a run answers, oldest first; none where its thread does not hold any. Failures are thrown. */
export async function readQuestion(
  reader: SourceReader,
  { id, createdAt }: Run,
  threadId: string,
  signal: AbortSignal,
): Promise<Message[]> {
  const read: Message[] = [];
  const pages = readPages(
    (cursor) => reader.listMessages(threadId, { cursor, limit: 100, order: 'desc' }, signal),
    MOST_PAGES,
  );
  for await (const page of pages) {
    read.push(...page);
    const question = questionOf({ id, createdAt }, read, true);
    if (question.whole) return question.messages;
  }
  return questionOf({ id, createdAt }, read, false).messages;
}
