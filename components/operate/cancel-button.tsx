'use client';

import { lazy, Suspense, useState } from 'react';
import type { OperatedRun } from '#lib/contract/operate-schema.ts';
import type { Run } from '#lib/domain/run.ts';
import { Button } from '../ui/button.tsx';

const CancelDialog = lazy(async () => ({ default: (await import('./cancel-dialog.tsx')).CancelDialog }));

/** Asks, then has a run cancelled. */
export function CancelButton({
  run,
  label,
  onCancelled,
}: {
  run: Run;
  label: string;
  onCancelled: (answer: OperatedRun) => void;
}) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  return (
    <>
      <Button
        aria-haspopup="dialog"
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
        className="tap"
      >
        {label}
      </Button>
      {wanted ? (
        <Suspense>
          <CancelDialog run={run} open={open} onOpenChange={setOpen} onCancelled={onCancelled} />
        </Suspense>
      ) : null}
    </>
  );
}
