'use client';

import { useMemo } from 'react';
import { apiPaths } from '#lib/contract/api-paths.ts';
import { shortId } from '#lib/domain/ids.ts';
import type { Message } from '#lib/domain/message.ts';
import type { Run } from '#lib/domain/run.ts';
import { MessageView } from '../conversation/message-view.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { CopyableId } from '../ui/copyable-id.tsx';
import { filesOf, withoutFiles } from './message-files.ts';
import { messageAnchor } from './wanted-message.ts';
import type { ThreadFiles } from './use-thread-files.ts';

const NAMES = new Map([
  ['user', 'User'],
  ['assistant', 'Assistant'],
]);

/**
 * A message with who wrote it. Files are served under a run: `run` is the one that wrote the message, or any of the
 * thread; without one the ids of the files stand in their place.
 */
export function MessageEntry({
  message,
  run,
  known,
  wanted = false,
}: {
  message: Message;
  run: Run | undefined;
  known: ThreadFiles;
  /** Whether the address leads here. */
  wanted?: boolean;
}) {
  const name = NAMES.get(message.role) ?? message.role;
  const assistant = message.runId !== null && message.runId === run?.id ? run.assistantName : null;
  const context = useMemo(
    () => ({
      fileUrl: (file: string) => (run ? apiPaths.file(run.source, run.key, file) : ''),
      fileName: known.name,
      fileBytes: known.bytes,
    }),
    [run, known],
  );
  const files = run ? [] : filesOf(message);
  return (
    <article
      id={messageAnchor(message.id)}
      aria-label={`Message of ${name}`}
      aria-current={wanted || undefined}
      className="grid min-w-0 gap-1.5 aria-current:border-l-2 aria-current:border-accent aria-current:pl-3"
    >
      <h2 className="flex items-baseline gap-2 font-medium">
        <Untrusted text={assistant ?? name} />
        <span className="font-normal text-ink-3">
          <CopyableId id={message.id} display={shortId(message.id)} />
        </span>
      </h2>
      <MessageView message={run ? message : withoutFiles(message)} context={context} />
      {files.length > 0 ? (
        <p className="text-meta text-ink-2">
          {files.length === 1 ? 'File' : 'Files'}{' '}
          <span className="font-mono tracking-[-0.02em] wrap-anywhere">
            <Untrusted text={files.join(', ')} />
          </span>
          . Files can be opened as soon as the thread has a run.
        </p>
      ) : null}
    </article>
  );
}
