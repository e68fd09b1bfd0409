'use client';

import { useQuery } from '@tanstack/react-query';
import { findMessageQuery } from '#lib/client/message-queries.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { mapMessageTexts, type Message } from '#lib/domain/message.ts';
import { MessageView, messageFields } from '../conversation/message-view.tsx';
import { CopyableId } from '../ui/copyable-id.tsx';
import { Block } from '../ui/block.tsx';
import { FieldList } from '../ui/field-list.tsx';
import { Blocks } from './blocks.tsx';
import { Problem } from './problem.tsx';

/** The message that a step wrote: from those already read, else searched for in the run's messages. */
export function MessageBlock({
  id,
  known,
  access,
}: {
  id: string | null;
  known: Message | undefined;
  access: TraceAccess;
}) {
  if (id === null) return <p className="text-ink-2">The source has not said which message this step wrote.</p>;
  if (known && !isCut(known)) return <Shown message={known} access={access} />;
  return <Searched id={id} known={known} access={access} />;
}

function Searched({ id, known, access }: { id: string; known: Message | undefined; access: TraceAccess }) {
  const found = useQuery(findMessageQuery(access, id));
  const message = found.data ?? known;
  return (
    <>
      {found.error ? (
        <Problem title="The message could not be read" error={found.error} retry={() => void found.refetch()} />
      ) : null}
      {message ? <Shown message={message} access={access} /> : null}
      {found.isPending && !message && !found.error ? <Blocks label="Loading the message" /> : null}
      {found.data === null && !message ? (
        <p className="text-ink-2">
          The source did not return the message <CopyableId id={id} /> among those of this run. It may have been
          deleted, or not be finished yet.
        </p>
      ) : null}
    </>
  );
}

function Shown({ message, access }: { message: Message; access: TraceAccess }) {
  return (
    <>
      <MessageView message={message} context={{ fileUrl: access.fileUrl }} />
      <Block title="Message">
        <div className="px-[11px] py-1">
          <FieldList fields={messageFields(message)} />
        </div>
      </Block>
    </>
  );
}

function isCut(message: Message): boolean {
  let cut = false;
  mapMessageTexts(message, (text) => {
    cut ||= text.truncated === true;
    return text;
  });
  return cut;
}
