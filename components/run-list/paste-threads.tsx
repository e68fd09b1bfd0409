'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { toApiError } from '#lib/client/api-error.ts';
import { fetchThreads, refreshSources, stopFetching } from '#lib/client/source-queries.ts';
import type { SourceInfo } from '#lib/domain/source.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatCount, formatCountOf } from '../ui/format.ts';
import { fetchWords, knownWords } from './known-words.ts';
import { pastedIds } from './pasted-ids.ts';

/** Takes a list of thread ids and has their runs fetched; shows how far that is. */
export function PasteThreads({
  source,
  open,
  onOpenChange,
}: {
  source: SourceInfo;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Thread IDs of ${source.name}`}>
      <PasteForm source={source} />
    </Dialog>
  );
}

function PasteForm({ source }: { source: SourceInfo }) {
  const client = useQueryClient();
  const [text, setText] = useState('');
  const settled = () => refreshSources(client);
  const start = useMutation({
    mutationFn: (ids: readonly string[]) => fetchThreads(source.id, ids),
    onSuccess: () => setText(''),
    onSettled: settled,
  });
  const stop = useMutation({ mutationFn: () => stopFetching(source.id), onSettled: settled });
  const { ids, refused, left } = pastedIds(text);
  const { fetching } = source;
  const going = fetching.state === 'fetching' || fetching.state === 'waiting';
  const error = start.error ?? stop.error;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (ids.length > 0) start.mutate(ids);
  };
  return (
    <form onSubmit={send} className="grid gap-2.5 p-4">
      <p className="text-ink-2">
        {knownWords(source)}. Paste the IDs of threads, one a line or in any list; their runs are fetched in the
        background and stay in the list.
      </p>
      <textarea
        aria-label="Thread IDs"
        rows={7}
        spellCheck={false}
        autoCapitalize="none"
        placeholder={'thread_…\nthread_…'}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="w-full resize-y rounded-control border border-line-strong bg-inset p-2 font-mono text-meta"
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" disabled={ids.length === 0 || start.isPending}>
          {ids.length === 0 ? 'Fetch threads' : `Fetch ${formatCountOf(ids.length, 'thread')}`}
        </Button>
        {going ? (
          <Button disabled={stop.isPending} onClick={() => stop.mutate()}>
            Stop
          </Button>
        ) : null}
        <span className="min-w-0 flex-1 text-meta text-ink-2">
          {refused.length > 0 ? (
            <>
              {formatCountOf(refused.length, 'word')} left out, no ID:{' '}
              <Untrusted text={refused.slice(0, 3).join(' ')} />
            </>
          ) : null}
          {left > 0 ? ` ${formatCount(left)} more than can be sent at once.` : null}
        </span>
      </div>
      {error ? <p className="text-fail">{toApiError(error).message}</p> : null}
      {fetching.state === 'idle' ? null : (
        <div role="status" className="grid gap-1.5 text-meta">
          <progress
            aria-label="Threads fetched"
            max={Math.max(1, fetching.threads)}
            value={fetching.done}
            className="h-1.5 w-full accent-accent"
          />
          <span>
            <Untrusted text={fetchWords(fetching)} />
          </span>
          {fetching.missing.length > 0 ? (
            <span className="font-mono wrap-anywhere text-ink-2">{fetching.missing.join(' ')}</span>
          ) : null}
        </div>
      )}
    </form>
  );
}
