import { MessageSquareText } from 'lucide';
import Link from 'next/link';
import { formatWantedMessage } from '#lib/contract/wanted-message-params.ts';
import { routes } from '#lib/contract/routes.ts';
import { shortId } from '#lib/domain/ids.ts';
import type { ThreadHits } from '#lib/domain/search-hit.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { formatCountOf } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { HitList } from './hit-list.tsx';

/** A thread, or a message of one that stands in no run: its head, then the places where the words stand. */
export function ThreadHitsBlock({ found }: { found: ThreadHits }) {
  const { thread, message, hits, more } = found;
  return (
    <section
      aria-label={`${message ? 'Message in thread' : 'Thread'} ${shortId(thread.id)}`}
      className="border-b border-line bg-panel pt-2 pb-2.5 [contain-intrinsic-size:auto_90px] [content-visibility:auto]"
    >
      <h2 className="flex min-h-7 min-w-0 flex-wrap items-center gap-x-2.5 px-gutter text-meta font-normal">
        <Icon of={MessageSquareText} className="text-ink-3" />
        <Link
          data-hit
          href={routes.thread(thread.source, thread.id, formatWantedMessage(message?.id ?? null))}
          prefetch={false}
          title={message?.id ?? thread.id}
          className="font-mono tracking-[-0.02em] hover:underline"
        >
          <Untrusted text={shortId(message?.id ?? thread.id)} />
        </Link>
        <span className="min-w-0 flex-1 truncate text-ink-2">
          {message ? (
            <>
              in thread <span className="font-mono tracking-[-0.02em]">{shortId(thread.id)}</span>, no run
            </>
          ) : (
            'Thread'
          )}
        </span>
        {message?.createdAt == null ? null : (
          <span className="text-ink-2">
            <TimeText at={message.createdAt} mode="ago" />
          </span>
        )}
      </h2>
      <HitList hits={hits} />
      {more > 0 ? (
        <p className="pl-[calc(var(--spacing-gutter)+34px)] text-micro text-ink-3">
          {`${formatCountOf(more, 'more place')} in this ${message ? 'message' : 'thread'}`}
        </p>
      ) : null}
    </section>
  );
}
