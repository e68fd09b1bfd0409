import 'server-only';
import type { Message } from '../../domain/message.ts';
import type { Page, PageQuery } from '../../domain/page.ts';
import { readerOf } from '../archiving/reader-of.ts';
import { cutMessagePage } from './long-texts.ts';

/** One page of the messages a run wrote, oldest first. */
export async function listRunMessages(
  source: string,
  key: string,
  query: PageQuery,
  signal: AbortSignal,
): Promise<Page<Message>> {
  const { reader } = await readerOf(source, key);
  return cutMessagePage(await reader.listRunMessages(key, { order: 'asc', ...query }, signal));
}
