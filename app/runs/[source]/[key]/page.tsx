import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { OwnerRunScreen } from '#components/run-trace/owner-run-screen.tsx';
import { RunProblemLater } from '#components/run-trace/run-problem-later.tsx';
import { PackedCache } from '#components/shell/packed-cache.tsx';
import { pack } from '#lib/contract/packed.ts';
import { isFailure } from '#lib/domain/failure.ts';
import { isId, isKey, shortId } from '#lib/domain/ids.ts';
import { sendPageHead } from '#lib/server/http/page-head.ts';
import { operationsOf } from '#lib/server/operate/operations-of.ts';
import { sharingOf } from '#lib/server/shares/sharing-of.ts';
import { openRun } from './open-run.ts';
import { requirePage } from '#lib/server/auth/require-page.ts';

interface Props {
  params: Promise<{ source: string; key: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { key } = await params;
  const id = key.split('.').at(-1);
  return { title: id && isKey(key) ? `Run ${shortId(id)}` : 'Run' };
}

/** One run. The first steps and messages come with the page, the rest is read by the browser. */
export default async function RunPage({ params }: Props) {
  const { role } = await requirePage('viewer');
  const { source, key } = await params;
  if (!isId(source) || !isKey(key)) notFound();
  const opened = await openRun(source, key, sendPageHead).catch((error: unknown) => {
    if (isFailure(error, 'not_found', 'invalid_id')) notFound();
    if (isFailure(error)) return error.failure;
    throw error;
  });
  if ('code' in opened) return <RunProblemLater code={opened.code} message={opened.message} />;
  const { trace, lastPage, cache } = opened;
  return (
    <PackedCache state={pack(cache)}>
      <OwnerRunScreen
        source={source}
        runKey={key}
        opened={pack({ trace, lastPage })}
        now={clock()}
        operate={operationsOf(source, role)}
        sharing={sharingOf(role)}
      />
    </PackedCache>
  );
}

function clock(): number {
  return Date.now();
}
