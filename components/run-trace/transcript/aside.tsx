import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { Message } from '#lib/domain/message.ts';
import type { Run } from '#lib/domain/run.ts';
import { Within } from '../../ui/disclosure.tsx';
import { AsideFiles } from './aside-files.tsx';
import { Instructions } from './instructions.tsx';
import { ThreadRuns } from './thread-runs.tsx';
import type { KnownFiles } from '../use-files.ts';

/** What stands around a run: the other runs of its thread, its files and its instructions. Only where there is room. */
export function Aside({
  run,
  access,
  files,
  thread,
}: {
  run: Run;
  access: TraceAccess;
  files: KnownFiles;
  /** Messages of the thread, newest first, as far as they were read. */
  thread: { messages: readonly Message[]; more: boolean } | null;
}) {
  return (
    <aside
      data-top="aside"
      aria-label="About this run"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className="hidden min-h-0 w-80 flex-none auto-rows-max content-start gap-[18px] overflow-auto border-l border-line px-3 py-3.5 text-meta [scrollbar-width:thin] focus-visible:outline-offset-[-2px] mid:grid"
    >
      {run.threadId !== null && access.threadRunsPath ? <ThreadRuns run={run} access={access} thread={thread} /> : null}
      {files.files.length > 0 ? <AsideFiles files={files} fileUrl={access.fileUrl} /> : null}
      {run.instructions && run.instructions.text !== '' ? (
        <Within name="aside">
          <Instructions instructions={run.instructions} />
        </Within>
      ) : null}
    </aside>
  );
}
