'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { leavePage } from '#lib/client/leaving.ts';
import { blockingRunOptions } from '#lib/client/operate.ts';
import { routes } from '#lib/contract/routes.ts';
import { shortId } from '#lib/domain/ids.ts';
import type { Run } from '#lib/domain/run.ts';
import { statusLabel } from '../status/status.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { CancelButton } from './cancel-button.tsx';
import { CreateForm } from './create-form.tsx';

/** How often it is asked whether the thread is free, while it is not (ms). */
const ASK_EVERY = 2_000;

interface Props {
  source: string;
  thread: string;
  /** The run whose settings it begins with; null for a new one. */
  like: Run | null;
  /** The assistant that a new one begins with. */
  assistant: string | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Starts a run in a thread and opens its page. */
export function CreateDialog(props: Props) {
  const { source, thread, like, assistant, open, onOpenChange } = props;
  const router = useRouter();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={like ? `Run again like ${shortId(like.id)}` : 'New run in this thread'}
      size="lg"
    >
      <Blocking source={source} thread={thread} />
      <CreateForm
        source={source}
        thread={thread}
        like={like}
        assistant={assistant}
        onLeave={() => onOpenChange(false)}
        onCreated={(answer) => {
          onOpenChange(false);
          leavePage();
          router.push(routes.run(answer.source, answer.key));
        }}
      />
    </Dialog>
  );
}

/** Says which run keeps a new one out, as the source has it now. A source that cannot say it is not waited for. */
function Blocking({ source, thread }: { source: string; thread: string }) {
  const asked = useQuery({
    ...blockingRunOptions(source, thread),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.run ? ASK_EVERY : false),
  });
  const run = asked.data?.run;
  if (!run) return null;
  return (
    <Notice tone="warn" action={<CancelButton run={run} label="Cancel it" onCancelled={() => void asked.refetch()} />}>
      <Link
        href={routes.run(run.source, run.key)}
        prefetch={false}
        title={run.id}
        className="font-mono text-meta tracking-[-0.02em] underline underline-offset-2"
      >
        <Untrusted text={shortId(run.id)} />
      </Link>{' '}
      blocks this thread: {statusLabel(run.status).toLowerCase()}. A new run is refused until it ends.
    </Notice>
  );
}
