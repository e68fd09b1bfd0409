'use client';

import { Plus } from 'lucide';
import { lazy, Suspense, useState } from 'react';
import { useCommands } from '../commands/commands.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

const CreateDialog = lazy(async () => ({ default: (await import('../operate/create-dialog.tsx')).CreateDialog }));

/** Starts a run in the thread; it begins with the assistant of the newest run. */
export function NewRunButton({
  source,
  thread,
  assistant,
}: {
  source: string;
  thread: string;
  assistant: string | null;
}) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const show = () => {
    setWanted(true);
    setOpen(true);
  };
  useCommands([{ id: 'new-run', keys: [], does: 'New run in this thread', group: 'Operate', run: show }]);
  return (
    <>
      <Button size="sm" aria-haspopup="dialog" onClick={show} className="tap">
        <Icon of={Plus} size={14} /> New run
      </Button>
      {wanted ? (
        <Suspense>
          <CreateDialog
            source={source}
            thread={thread}
            like={null}
            assistant={assistant}
            open={open}
            onOpenChange={setOpen}
          />
        </Suspense>
      ) : null}
    </>
  );
}
