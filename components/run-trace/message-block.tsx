'use client';

import { useQuery } from '@tanstack/react-query';
import { findMessageQuery } from '#lib/client/message-queries.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { isMessageCut, type Message } from '#lib/domain/message.ts';
import { type MessageContext, MessageView, messageFields } from '../conversation/message-view.tsx';
import { CopyableId } from '../ui/copyable-id.tsx';
import { Block } from '../ui/block.tsx';
import { FieldList } from '../ui/field-list.tsx';
import { Blocks } from './blocks.tsx';
import { Problem } from './problem.tsx';

interface Written {
  access: TraceAccess;
  context: MessageContext;
  /** Leaves out the list of the message's fields. */
  bare?: boolean;
}

/**
 * The message that a step wrote: from those already read, else searched for in the run's messages. While it is being
 * written it is what has arrived of it.
 */
export function MessageBlock({
  id,
  known,
  writing = false,
  ...how
}: Written & { id: string | null; known: Message | undefined; writing?: boolean }) {
  if (writing && (known?.content.length ?? 0) === 0) {
    return <p className="text-ink-2">The message is being written; nothing of it has arrived yet.</p>;
  }
  if (id === null) return <p className="text-ink-2">The source has not said which message this step wrote.</p>;
  if (known && (how.access.recorded || !isMessageCut(known))) return <Shown message={known} {...how} />;
  if (how.access.recorded) return <p className="text-ink-2">Nothing of the message has arrived at this moment.</p>;
  return <Searched id={id} known={known} {...how} />;
}

function Searched({ id, known, ...how }: Written & { id: string; known: Message | undefined }) {
  const found = useQuery(findMessageQuery(how.access, id));
  const message = found.data ?? known;
  const { error } = found;
  return (
    <>
      {error?.code === 'capability_missing' ? (
        <p className="text-ink-2">What this message says is not known. {error.message}</p>
      ) : error ? (
        <Problem title="The message could not be read" error={error} retry={() => void found.refetch()} />
      ) : null}
      {message ? <Shown message={message} {...how} /> : null}
      {found.isPending && !message && !error ? <Blocks label="Loading the message" /> : null}
      {found.data === null && !message ? (
        <p className="text-ink-2">
          The source did not return the message <CopyableId id={id} /> among those of this run. It may have been
          deleted, or not be finished yet.
        </p>
      ) : null}
    </>
  );
}

function Shown({ message, context, bare }: Omit<Written, 'access'> & { message: Message }) {
  return (
    <>
      <MessageView message={message} context={context} listed={!bare} />
      {bare ? null : (
        <Block title="Message">
          <div className="px-[11px] py-1">
            <FieldList fields={messageFields(message)} name="message" />
          </div>
        </Block>
      )}
    </>
  );
}
