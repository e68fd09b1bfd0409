import type { Metadata } from 'next';
import { PackedCache } from '#components/shell/packed-cache.tsx';
import { notFound } from 'next/navigation';
import { ThreadScreen } from '#components/thread/thread-screen.tsx';
import { isId } from '#lib/domain/ids.ts';
import { operationsOf } from '#lib/server/operate/operations-of.ts';
import { listSources } from '#lib/server/sources/list-sources.ts';
import { loadThread } from './load-thread.ts';
import { requirePage } from '#lib/server/auth/require-page.ts';

interface Props {
  params: Promise<{ source: string; thread: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).thread.slice(0, 128) };
}

/** A thread with the first of its messages and its newest runs. */
export default async function ThreadPage({ params }: Props) {
  const { role } = await requirePage('viewer');
  const { source, thread } = await params;
  if (!isId(source) || !isId(thread)) notFound();
  // Of a source that is not configured the archive may hold the thread: imports, and what was configured once.
  const known = (await listSources()).items.find((each) => each.id === source);
  const { state, loadedAt } = await loadThread(source, thread);
  return (
    <PackedCache state={state}>
      <ThreadScreen
        source={source}
        sourceName={known?.name ?? source}
        id={thread}
        loadedAt={loadedAt}
        operate={operationsOf(source, role)}
      />
    </PackedCache>
  );
}
