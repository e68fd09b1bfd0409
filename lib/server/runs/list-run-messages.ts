import 'server-only';
import type { Message } from '../../domain/message.ts';
import type { Page, PageQuery } from '../../domain/page.ts';
import { getSource } from '../upstream/sources.ts';
import { cutMessagePage } from './long-texts.ts';

/** One page of the messages a run wrote, oldest first. */
export async function listRunMessages(
  source: string,
  key: string,
  query: PageQuery,
  signal: AbortSignal,
): Promise<Page<Message>> {
  return cutMessagePage(await getSource(source).reader.listRunMessages(key, { order: 'asc', ...query }, signal));
}
